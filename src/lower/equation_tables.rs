//! Lowers the rows and columns of equations: matrices, arrays, cases and aligned lines.

use crate::lower::equation_signs::Of;
use crate::lower::writer::Writer;
use crate::math::tree::{Class, Column, Kind, Node, Table};

/// A point at which lines and the cells of a column are aligned.
const POINT: &str = "#($&$.body)";

/// The space between the cells of a matrix.
const GAPS: &str = "column-gap: 1em, row-gap: 0.35em, ";

impl Writer<'_> {
    pub(super) fn math_rows(&mut self, table: &Table, of: Of) {
        match &table.kind {
            Kind::Matrix(column) => self.matrix(&table.rows, &[*column], GAPS, of),
            Kind::Array(columns, between, under) => {
                let list = |all: &[usize], most: usize| {
                    let all: Vec<String> = all
                        .iter()
                        .filter(|at| (1..most).contains(*at))
                        .map(usize::to_string)
                        .collect();
                    format!("({},)", all.join(", "))
                };
                let (vertical, horizontal) =
                    (list(between, columns.len()), list(under, table.rows.len()));
                let lines = match (vertical.as_str(), horizontal.as_str()) {
                    ("(,)", "(,)") => GAPS.to_owned(),
                    _ => format!(
                        "{GAPS}augment: (vline: {}, hline: {}), ",
                        vertical.replace("(,)", "()"),
                        horizontal.replace("(,)", "()")
                    ),
                };
                self.matrix(&table.rows, columns, &lines, of);
            }
            Kind::Cases(left) => {
                self.out
                    .push_str(&format!("#math.cases(reverse: {}, ", !left));
                for row in &table.rows {
                    self.out.push('[');
                    for (rank, cell) in row.iter().enumerate() {
                        self.out.push_str(if rank == 0 { "" } else { "#h(1em)" });
                        self.out
                            .push_str(if rank == 0 { POINT } else { "#($&&$.body)" });
                        self.math(cell, of);
                    }
                    self.out.push_str("], ");
                }
                self.out.push(')');
            }
            Kind::Aligned => self.aligned(&table.rows, of),
            Kind::Lines => self.matrix(&table.rows, &[Column::Center], "row-gap: 0.6em, ", of),
            Kind::Stack => {
                for (rank, row) in table.rows.iter().enumerate() {
                    self.out
                        .push_str(if rank == 0 { "" } else { "#linebreak()" });
                    row.iter().for_each(|cell| self.math(cell, of));
                }
            }
        }
    }

    fn aligned(&mut self, rows: &[Vec<Node>], of: Of) {
        let columns = [Column::Right, Column::Left];
        self.out.push_str("#math.display(");
        self.out
            .push_str("math.mat(delim: none, column-gap: 0em, row-gap: 0.6em, ");
        self.cells(rows, &columns, true, of);
        self.out.push_str("))");
    }

    /// Writes a matrix. `columns` are repeated.
    fn matrix(&mut self, rows: &[Vec<Node>], columns: &[Column], lines: &str, of: Of) {
        let align = |column: &Column| match column {
            Column::Left => "left",
            Column::Center => "center",
            Column::Right => "right",
        };
        let first = columns.first().copied().unwrap_or(Column::Center);
        let is_alike = columns.iter().all(|column| *column == first);
        let name = if is_alike { align(&first) } else { "center" };
        self.out
            .push_str(&format!("#math.mat(delim: none, align: {name}, {lines}"));
        let own = if is_alike {
            &[Column::Center][..]
        } else {
            columns
        };
        self.cells(rows, own, false, of);
        self.out.push(')');
    }

    /// Writes rows of cells, as many in each. Those that are not centred are aligned at points.
    fn cells(&mut self, rows: &[Vec<Node>], columns: &[Column], is_split: bool, of: Of) {
        let count = rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in rows {
            self.out.push('(');
            for at in 0..count {
                let column = columns
                    .get(at % columns.len().max(1))
                    .copied()
                    .unwrap_or(Column::Center);
                self.out.push('[');
                if is_split && at > 0 && at % 2 == 0 {
                    self.out.push_str("#h(2em)");
                }
                self.out
                    .push_str(if column == Column::Left { POINT } else { "" });
                if let Some(cell) = row.get(at) {
                    if is_split && at % 2 == 1 && begins_with_sign(cell) {
                        // What it relates to stands in another cell.
                        self.out.push_str("#h(0.2778em)");
                    }
                    self.math(cell, of);
                }
                self.out
                    .push_str(if column == Column::Right { POINT } else { "" });
                self.out.push_str("], ");
            }
            self.out.push_str("), ");
        }
    }
}

fn begins_with_sign(node: &Node) -> bool {
    match node {
        Node::Row(parts) => parts.first().is_some_and(begins_with_sign),
        Node::Sign { class, .. } => matches!(class, Class::Relation),
        Node::Scripts { base, .. } => begins_with_sign(base),
        _ => false,
    }
}
