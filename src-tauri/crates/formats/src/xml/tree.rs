//! An element of XML and what is in it.

use std::borrow::Cow;

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// As it is written, prefix and all.
    pub(crate) name: String,
    /// On which its tag ends.
    pub(crate) line: u64,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) content: Vec<Node>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// With its references decoded.
    Text(String),
    Element(Element),
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// The elements right in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.content.iter().filter_map(|node| if let Node::Element(element) = node { Some(element) } else { None })
    }

    /// The first element of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// Its own text, without the blanks around it.
    pub(crate) fn text(&self) -> Cow<'_, str> {
        match &self.content[..] {
            [Node::Text(text)] => Cow::Borrowed(text.trim()),
            nodes => {
                let texts = nodes.iter().filter_map(|node| if let Node::Text(text) = node { Some(&**text) } else { None });
                Cow::Owned(texts.collect::<String>().trim().to_owned())
            }
        }
    }

    /// The text of the first element of a name; empty when there is none.
    pub(crate) fn text_of(&self, name: &str) -> Cow<'_, str> {
        self.child(name).map_or(Cow::Borrowed(""), Element::text)
    }

    /// What is in it with the tags of the elements written out. `escaped`: as mark-up, in which `<` is `&lt;`; otherwise texts
    /// stand as they are, since they hold mark-up themselves.
    pub(crate) fn inner(&self, escaped: bool) -> String {
        let mut inner = String::new();
        self.write(escaped, &mut inner);
        inner
    }

    fn write(&self, escaped: bool, inner: &mut String) {
        for node in &self.content {
            match node {
                Node::Text(text) if escaped => inner.push_str(&html_escape::encode_text(text)),
                Node::Text(text) => inner.push_str(text),
                Node::Element(element) => {
                    let name = &*element.name;
                    inner.extend(["<", name, ">"]);
                    element.write(escaped, inner);
                    inner.extend(["</", name, ">"]);
                }
            }
        }
    }
}
