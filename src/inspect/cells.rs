//! The cells of tables on finished pages: which text stands in which, and how wide they are.

use std::collections::HashMap;

use typst::foundations::{Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{FrameItem, Point, Transform};
use typst::model::{TableCell, TableElem};

use crate::inspect::walk::{Bounds, Placed};

/// A cell of a table on a page, with the size of its column.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Cell {
    /// The location of the table element.
    pub table: Location,
    column: usize,
    columns: usize,
    /// From the cell's top left to the page.
    transform: Transform,
}

/// The tables that are open, over the pages of a document.
#[derive(Default)]
pub struct Cells {
    open: Vec<Location>,
    cells: Vec<(Location, Cell)>,
    /// The cells that were begun: their parts on later pages name them.
    known: HashMap<Location, Cell>,
    /// Where columns begin on this page: table, column, the cell's top left.
    edges: Vec<(Location, usize, Point)>,
}

impl Cells {
    /// Begins a page.
    pub fn page(&mut self) {
        self.edges.clear();
    }

    /// Follows the items of a page.
    pub fn item(&mut self, placed: &Placed) {
        match placed.item {
            FrameItem::Tag(Tag::Start(element, _)) => {
                let Some(location) = element.location() else {
                    return;
                };
                if element.is::<TableElem>() {
                    self.open.push(location);
                } else if let Some(cell) = element.to_packed::<TableCell>()
                    && let Some(table) = self.open.last()
                    && let Smart::Custom(column) = cell.x.get(StyleChain::default())
                {
                    let cell = Cell {
                        table: *table,
                        column,
                        columns: cell.colspan.get(StyleChain::default()).get(),
                        transform: placed.transform,
                    };
                    self.known.insert(location, cell);
                    self.cells.push((location, cell));
                    self.edge(cell);
                }
            }
            FrameItem::Tag(Tag::End(location, ..)) => {
                self.open.retain(|table| table != location);
                self.cells.retain(|(cell, _)| cell != location);
            }
            _ => {}
        }
    }

    /// The cell that an item stands in.
    pub fn cell(&mut self, bounds: &Bounds) -> Option<Cell> {
        let apart = bounds.parent.and_then(|(location, transform)| {
            let known = *self.known.get(&location)?;
            Some(Cell { transform, ..known })
        });
        if let Some(cell) = apart {
            self.edge(cell);
        }
        apart.or_else(|| self.cells.last().map(|(_, cell)| *cell))
    }

    fn edge(&mut self, cell: Cell) {
        let edge = (
            cell.table,
            cell.column,
            Point::zero().transform(cell.transform),
        );
        if !self.edges.contains(&edge) {
            self.edges.push(edge);
        }
    }

    /// How wide a cell is, in points; none where nothing stands to its right.
    pub fn width(&self, cell: &Cell) -> Option<f64> {
        let inverse = cell.transform.invert()?;
        let own = cell.column..cell.column + cell.columns;
        let others = self
            .edges
            .iter()
            .filter(|(table, column, _)| *table == cell.table && !own.contains(column));
        let edges = others.map(|(.., edge)| edge.transform(inverse).x.to_pt());
        edges.filter(|x| *x > 0.0).reduce(f64::min)
    }
}

impl Cell {
    /// A place on the page in the cell's coordinates, from its top left.
    pub fn own(&self, point: Point) -> Option<Point> {
        Some(point.transform(self.transform.invert()?))
    }
}
