//! The cells of tables on finished pages: the cell of each item, and column widths.

use std::collections::HashMap;

use typst::foundations::{Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{FrameItem, Point, Transform};
use typst::model::{TableCell, TableElem};

use crate::inspect::walk::{Bounds, Placed};

/// A table cell on a page, or its part on this page.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Cell {
    /// The location of the table element.
    pub table: Location,
    column: usize,
    columns: usize,
    /// From the cell's coordinates (origin at its top left) to the page's.
    transform: Transform,
}

/// Tracks tables and cells over the pages of a document. Call [`Cells::page`] for each page and [`Cells::item`] for
/// each of its items in order.
#[derive(Default)]
pub struct Cells {
    open: Vec<Location>,
    cells: Vec<(Location, Cell)>,
    /// The cells so far; their parts on later pages refer to them.
    known: HashMap<Location, Cell>,
    /// The starts of columns on this page: table, column, top left corner of a cell.
    edges: Vec<(Location, usize, Point)>,
}

impl Cells {
    /// Starts a page.
    pub fn page(&mut self) {
        self.edges.clear();
    }

    /// Processes an item of the page.
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

    /// The cell that contains an item.
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

    /// The width of a cell in points, from its left edge to the next column. `None` for the last column.
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
    /// A point on the page in the cell's coordinates.
    pub fn own(&self, point: Point) -> Option<Point> {
        Some(point.transform(self.transform.invert()?))
    }
}
