//! Checks the references of a locale's entries. The files are checked, not formatted text, so variants that no value
//! selects today are checked too.

use std::collections::BTreeSet;

use fluent_syntax::ast::{PatternElement, Variant, VariantKey};
use icu_locale::Locale;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::cycles::cycles;
use crate::l10n::functions::number::CATEGORIES;
use crate::l10n::functions::{self, Value, Values};
use crate::l10n::syntax::{Arguments, Entries, Entry, Expression, Inline, Pattern, Piece};
use crate::l10n::syntax::{literal, named, origin, passed, unquoted};
use crate::l10n::unbraced;
use crate::origin::{FileId, Origin};
use crate::yaml::{list, nearest};

/// The maximum depth of references that is followed. No real file comes near it.
const DEEPEST: usize = 100;

/// Checks the entries of the files that satisfy `files`. Reports references to messages, terms, attributes, variables
/// and functions that do not exist, terms that print an argument that is not passed, cycles, and invalid function
/// calls. Messages may use `values`; those of unknown value are accepted everywhere. References to entries that satisfy
/// `is_broken` are accepted, as the syntax error was reported.
pub fn check(
    entries: &Entries,
    is_broken: &dyn Fn(&str) -> bool,
    files: &dyn Fn(&FileId) -> bool,
    values: &Values,
    locale: &Locale,
) -> Diagnostics {
    let mut walk = Walk {
        entries,
        is_broken,
        files,
        values,
        locale,
        seen: BTreeSet::new(),
        depth: 0,
        out: Diagnostics::default(),
    };
    for (name, entry) in entries.iter().filter(|(_, entry)| files(entry.id.file())) {
        // A term is checked at each reference to it, with its arguments; here, any argument is accepted.
        let scope = match name.starts_with('-') {
            true => Scope::Anything,
            false => Scope::Message(None),
        };
        for (_, pattern) in entry.patterns(name) {
            walk.pattern(pattern, &scope);
        }
    }
    let mut out = walk.out;
    out.extend(cycles(entries, files));
    out
}

/// The variables that a pattern may use.
enum Scope<'s> {
    /// The values of messages. For a message of another file: the reference that leads to it, with its target.
    Message(Option<(&'s str, Origin)>),
    /// The arguments of a reference to the term of this name.
    Term(&'s str, Origin, &'s Values),
    /// Any: for terms without a reference.
    Anything,
}

struct Walk<'a> {
    entries: &'a Entries,
    is_broken: &'a dyn Fn(&str) -> bool,
    files: &'a dyn Fn(&FileId) -> bool,
    values: &'a Values,
    locale: &'a Locale,
    /// The references that were followed: the address of the pattern, and the place of the reference that leads to it.
    seen: BTreeSet<(usize, Option<(FileId, usize)>)>,
    depth: usize,
    out: Diagnostics,
}

impl<'a> Walk<'a> {
    fn is_own(&self, entry: &Entry) -> bool {
        (self.files)(entry.id.file())
    }

    fn pattern(&mut self, pattern: &Pattern, scope: &Scope) {
        for element in &pattern.elements {
            match element {
                PatternElement::Placeable { expression } => self.expression(expression, scope),
                PatternElement::TextElement { value } => {
                    if matches!(scope, Scope::Message(None)) {
                        self.out.extend(unbraced::find(value, self.values));
                    }
                }
            }
        }
    }

    fn expression(&mut self, expression: &Expression, scope: &Scope) {
        match expression {
            Expression::Inline(inline) => {
                self.value(inline, scope);
            }
            Expression::Select { selector, variants } => {
                for variant in self.reachable(selector, variants, scope) {
                    self.pattern(&variant.value, scope);
                }
            }
        }
    }

    /// The variants that can be selected. A term that selects on an argument that is not passed uses its default
    /// variant; terms with grammatical cases are written like this.
    fn reachable<'v>(
        &mut self,
        selector: &Inline,
        variants: &'v [Variant<Piece>],
        scope: &Scope,
    ) -> Vec<&'v Variant<Piece>> {
        if let (Inline::VariableReference { id }, Scope::Term(_, _, passed)) = (selector, scope) {
            let word = match passed.get(id.name.as_str()) {
                None => "",
                Some(Value::Markup(word)) => word,
                Some(_) => return variants.iter().collect(),
            };
            let is_meant = |key: &VariantKey<Piece>| matches!(key, VariantKey::Identifier { name } if name.as_str() == word);
            let meant = variants.iter().find(|variant| is_meant(&variant.key));
            let default = || variants.iter().find(|variant| variant.default);
            return meant.or_else(default).into_iter().collect();
        }
        match self.value(selector, scope) {
            Value::Moment(_) => {
                let error = "a day selects no variant";
                self.out.push(
                    Diagnostic::new(Code::WrongSelector, error)
                        .at(origin(selector))
                        .hint("select on a word or a number"),
                );
            }
            Value::Number(_) => self.words_for_numbers(variants),
            _ => {}
        }
        variants.iter().collect()
    }

    /// Reports variants that no number selects, as after the translation of `[one]`. The default one is taken whatever its name.
    fn words_for_numbers(&mut self, variants: &[Variant<Piece>]) {
        for variant in variants.iter().filter(|variant| !variant.default) {
            let VariantKey::Identifier { name } = &variant.key else {
                continue;
            };
            if CATEGORIES.contains(&name.as_str()) {
                continue;
            }
            let error = format!("the variant `[{}]` is selected by no number", name.as_str());
            self.out.push(
                Diagnostic::new(Code::PluralCategory, error)
                    .at(name.origin())
                    .hint(format!(
                        "a number selects by its value, as `[1]`, or by its category, whose name is not translated: {}",
                        list(&CATEGORIES)
                    )),
            );
        }
    }

    /// The value of an expression, as far as it is known. Errors in it are reported.
    fn value(&mut self, inline: &Inline, scope: &Scope) -> Value {
        match inline {
            Inline::StringLiteral { .. } | Inline::NumberLiteral { .. } => {
                literal(inline).map_or(Value::Unknown, |literal| (&literal).into())
            }
            Inline::VariableReference { id } => self.variable(&id.name, scope),
            Inline::FunctionReference { id, arguments } => self.call(&id.name, arguments, scope),
            Inline::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| &attribute.name);
                let name = id.name.as_str();
                if let Some((entry, pattern)) = self.target(name, &id.name, attribute) {
                    // A message of another file needs its variables here.
                    let is_own = self.is_own(entry);
                    match scope {
                        Scope::Message(None) if !is_own => {
                            let site = (name, id.name.origin());
                            self.follow(pattern, Some(&id.name), &Scope::Message(Some(site)));
                        }
                        Scope::Message(None) => {}
                        Scope::Message(Some(_)) | Scope::Term(..) => {
                            self.follow(pattern, Some(&id.name), scope);
                        }
                        Scope::Anything => {}
                    }
                }
                Value::Markup(String::new())
            }
            Inline::TermReference {
                id,
                attribute,
                arguments,
            } => {
                let attribute = attribute.as_ref().map(|attribute| &attribute.name);
                let name = format!("-{}", id.name.as_str());
                let ignored = arguments.iter().flat_map(|a| &a.positional).next();
                if let Some(ignored) = ignored {
                    let error = format!("a value without a name is passed to `{name}`");
                    self.out.push(
                        Diagnostic::new(Code::WrongArgument, error)
                            .at(origin(ignored))
                            .hint(format!("name it: `{{ {name}(case: \"genitive\") }}`")),
                    );
                }
                let arguments = arguments.as_ref();
                arguments.inspect(|given| self.unquoted(given, Code::WrongArgument));
                if let Some((_, pattern)) = self.target(&name, &id.name, attribute) {
                    let passed = passed(arguments);
                    let scope = Scope::Term(&name, id.name.origin(), &passed);
                    self.follow(pattern, Some(&id.name), &scope);
                }
                Value::Markup(String::new())
            }
            Inline::Placeable { expression } => {
                self.expression(expression, scope);
                Value::Markup(String::new())
            }
        }
    }

    fn variable(&mut self, id: &Piece, scope: &Scope) -> Value {
        let name = id.as_str();
        let known = match scope {
            Scope::Anything => return Value::Unknown,
            Scope::Term(_, _, passed) => passed,
            Scope::Message(_) => self.values,
        };
        if let Some(value) = known.get(name) {
            return value.clone();
        }
        let error = match scope {
            Scope::Anything => return Value::Unknown,
            Scope::Term(term, site, _) => {
                let error = format!("`{term}` prints `${name}`, which is not passed to it here");
                Diagnostic::new(Code::MissingArgument, error)
                    .at(site.clone())
                    .hint(format!("pass it: `{{ {term}({name}: \"…\") }}`"))
            }
            Scope::Message(None) => {
                let error = format!("the variable `${name}` is not known");
                let error = Diagnostic::new(Code::UnknownVariable, error).at(id.origin());
                near(error, name, self.values.keys(), "$")
            }
            Scope::Message(Some((target, site))) => {
                let error = format!("`{target}` uses `${name}`, which is not known here");
                Diagnostic::new(Code::UnknownVariable, error)
                    .at(site.clone())
                    .hint("labels have values of their own: write the words here")
            }
        };
        self.out.push(error);
        Value::Unknown
    }

    fn call(&mut self, id: &Piece, arguments: &Arguments, scope: &Scope) -> Value {
        let positional: Vec<_> = arguments
            .positional
            .iter()
            .map(|argument| self.value(argument, scope))
            .collect();
        let name = id.as_str();
        if !functions::NAMES.contains(&name) {
            let error = format!("the function `{name}` is not known");
            self.out.push(
                Diagnostic::new(Code::UnknownReference, error)
                    .at(id.origin())
                    .hint("the functions are NUMBER and DATETIME"),
            );
            return Value::Unknown;
        }
        self.unquoted(arguments, Code::WrongFunction);
        if unquoted(arguments).next().is_some() {
            return Value::Unknown;
        }
        let called = functions::call(name, &positional, &named(arguments), self.locale);
        called.unwrap_or_else(|faults| {
            for fault in faults {
                let option = fault.option.and_then(|at| arguments.named.get(at));
                let at = option.map_or(id.origin(), |option| option.name.name.origin());
                let mut error = Diagnostic::new(Code::WrongFunction, fault.message).at(at);
                error.hints.extend(fault.hint);
                self.out.push(error);
            }
            Value::Unknown
        })
    }

    /// Reports the arguments whose value lacks its quotes.
    fn unquoted(&mut self, arguments: &Arguments, code: Code) {
        for argument in unquoted(arguments) {
            let name = argument.name.name.as_str();
            let at = origin(&argument.value);
            let hint = match &argument.value {
                Inline::MessageReference { id, .. } => {
                    format!("write `{name}: \"{}\"`", id.name.as_str())
                }
                _ => "write a text in quotes, or a number".to_owned(),
            };
            let error = format!("the value of `{name}` has no quotes");
            self.out
                .push(Diagnostic::new(code, error).at(at).hint(hint));
        }
    }

    /// The pattern that a reference leads to, with its entry. Reports a missing one.
    fn target(
        &mut self,
        name: &str,
        id: &Piece,
        attribute: Option<&Piece>,
    ) -> Option<(&'a Entry, &'a Pattern)> {
        let kind = if name.starts_with('-') {
            "term"
        } else {
            "message"
        };
        let unknown =
            |error: String| Diagnostic::new(Code::UnknownReference, error).at(id.origin());
        let Some(entry) = self.entries.get(name) else {
            if (self.is_broken)(name) {
                return None;
            }
            let error = unknown(format!("the {kind} `{name}` is not known"));
            let same_kind = |other: &&str| other.starts_with('-') == name.starts_with('-');
            let names = self.entries.iter().map(|(name, _)| name).filter(same_kind);
            self.out.push(error.hint(match nearest(name, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "define it in this file or in labels.ftl".to_owned(),
            }));
            return None;
        };
        let found = entry.pattern(attribute.map(Piece::as_str));
        if found.is_none() {
            let names = entry.attributes.iter().map(|a| a.id.name.as_str());
            let names: Vec<String> = names.map(str::to_owned).collect();
            self.out.push(match attribute {
                None => unknown(format!("the message `{name}` has no value")).hint(format!(
                    "it has attributes: write `{{ {name}.{} }}`",
                    names.join(", ")
                )),
                Some(attribute) => {
                    let wanted = attribute.as_str();
                    let error = format!("the {kind} `{name}` has no attribute `.{wanted}`");
                    let error = Diagnostic::new(Code::UnknownReference, error);
                    near(error.at(attribute.origin()), wanted, names.iter(), ".")
                }
            });
        }
        found.map(|pattern| (entry, pattern))
    }

    /// Checks the target of a reference, once for each place that leads there.
    fn follow(&mut self, pattern: &Pattern, reference: Option<&Piece>, scope: &Scope) {
        let site = match scope {
            Scope::Message(site) => site.as_ref().map(|(_, site)| site.clone()),
            Scope::Term(_, site, _) => Some(site.clone()),
            Scope::Anything => reference.map(Piece::origin),
        };
        let site = site.map(|site| (site.file, site.range.start));
        let address = std::ptr::from_ref(pattern).addr();
        if self.depth < DEEPEST && self.seen.insert((address, site)) {
            self.depth += 1;
            self.pattern(pattern, scope);
            self.depth -= 1;
        }
    }
}

/// Adds a hint with the nearest known name, or with all of them.
fn near<'n>(
    error: Diagnostic,
    name: &str,
    known: impl Iterator<Item = &'n String>,
    mark: &str,
) -> Diagnostic {
    let known: Vec<&str> = known.map(String::as_str).collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => error.hint(format!("did you mean `{mark}{near}`?")),
        None if known.is_empty() => error,
        None => {
            let known: Vec<_> = known.iter().map(|name| format!("{mark}{name}")).collect();
            error.hint(format!("known here: {}", list(&known)))
        }
    }
}
