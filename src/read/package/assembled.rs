//! The clean package that calamine reads: a zip container in memory, made of the checked parts where they stand.

use super::Part;
use std::borrow::Cow;
use std::io::{Read, Seek, SeekFrom};

/// A zip container in memory, made of pieces that stay where they are.
pub(crate) struct Assembled<'a> {
    pieces: Vec<(u64, Cow<'a, [u8]>)>,
    len: u64,
    at: u64,
}

/// Writes an [`Assembled`] container.
#[derive(Default)]
pub(crate) struct Assembler<'a> {
    pieces: Vec<(u64, Cow<'a, [u8]>)>,
    directory: Vec<u8>,
    len: u64,
    entries: u16,
}

impl<'a> Assembler<'a> {
    fn piece(&mut self, bytes: Cow<'a, [u8]>) {
        if !bytes.is_empty() {
            let at = self.len;
            self.len += bytes.len() as u64;
            self.pieces.push((at, bytes));
        }
    }
    fn entry(&mut self, name: &str, method: u16, crc: u32, packed: u64, full: u64, data: Cow<'a, [u8]>) {
        let clip = |n: u64| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
        let offset = clip(self.len);
        let mut common = Vec::with_capacity(26);
        common.extend_from_slice(&20u16.to_le_bytes());
        common.extend_from_slice(&0x0800u16.to_le_bytes());
        common.extend_from_slice(&method.to_le_bytes());
        common.extend_from_slice(&[0, 0, 0x21, 0]);
        common.extend_from_slice(&crc.to_le_bytes());
        common.extend_from_slice(&clip(packed));
        common.extend_from_slice(&clip(full));
        common.extend_from_slice(&u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
        common.extend_from_slice(&[0, 0]);
        let mut local = b"PK\x03\x04".to_vec();
        local.extend_from_slice(&common);
        local.extend_from_slice(name.as_bytes());
        self.directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        self.directory.extend_from_slice(&common);
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&offset);
        self.directory.extend_from_slice(name.as_bytes());
        self.entries = self.entries.saturating_add(1);
        self.piece(Cow::Owned(local));
        self.piece(data);
    }
    /// Adds text written here.
    pub(crate) fn text(&mut self, name: &str, text: String) {
        self.part(name, Part::Held(Cow::Owned(text.into_bytes()), None));
    }
    /// Adds a part.
    pub(crate) fn part(&mut self, name: &str, part: Part<'a>) {
        match part {
            Part::Held(bytes, crc) => {
                let crc = crc.unwrap_or_else(|| {
                    let mut crc = flate2::Crc::new();
                    crc.update(&bytes);
                    crc.sum()
                });
                let n = bytes.len() as u64;
                self.entry(name, 0, crc, n, n, bytes);
            }
            Part::Packed(bytes, e, _) => self.entry(name, e.method, e.crc, e.packed as u64, e.size, Cow::Borrowed(bytes)),
        }
    }
    /// Closes the container.
    pub(crate) fn finish(mut self) -> Assembled<'a> {
        let start = u32::try_from(self.len).unwrap_or(u32::MAX);
        let directory = std::mem::take(&mut self.directory);
        let size = u32::try_from(directory.len()).unwrap_or(u32::MAX);
        self.piece(Cow::Owned(directory));
        let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
        end.extend_from_slice(&self.entries.to_le_bytes());
        end.extend_from_slice(&self.entries.to_le_bytes());
        end.extend_from_slice(&size.to_le_bytes());
        end.extend_from_slice(&start.to_le_bytes());
        end.extend_from_slice(&[0, 0]);
        self.piece(Cow::Owned(end));
        Assembled { pieces: self.pieces, len: self.len, at: 0 }
    }
}

impl Read for Assembled<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let ix = self.pieces.partition_point(|(start, _)| *start <= self.at).saturating_sub(1);
        let Some((start, bytes)) = self.pieces.get(ix) else { return Ok(0) };
        let inside = usize::try_from(self.at.saturating_sub(*start)).unwrap_or(usize::MAX);
        let rest = bytes.get(inside..).unwrap_or(&[]);
        let n = rest.len().min(buf.len());
        if let (Some(to), Some(from)) = (buf.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for Assembled<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let at = match to {
            SeekFrom::Start(n) => Some(n),
            SeekFrom::End(n) => self.len.checked_add_signed(n),
            SeekFrom::Current(n) => self.at.checked_add_signed(n),
        };
        self.at = at.ok_or_else(|| std::io::Error::from(std::io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

/// The relationships and the workbook part of the clean package: sheets named by number.
pub(crate) fn skeleton(assembler: &mut Assembler<'_>, sheets: &[usize], epoch_1904: bool) {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    assembler.text(
        "_rels/.rels",
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"w\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    let mut rels = format!("<Relationships xmlns=\"{PACKAGE}\">");
    let mut list = format!("<workbook><workbookPr date1904=\"{}\"/><sheets>", u8::from(epoch_1904));
    for n in sheets {
        rels.push_str(&format!("<Relationship Id=\"s{n}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/{n}.xml\"/>"));
        list.push_str(&format!("<sheet name=\"{n}\" sheetId=\"{}\" r:id=\"s{n}\"/>", n + 1));
    }
    rels.push_str("</Relationships>");
    list.push_str("</sheets></workbook>");
    assembler.text("xl/_rels/workbook.xml.rels", rels);
    assembler.text("xl/workbook.xml", list);
}
