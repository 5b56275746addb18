// SPDX-License-Identifier: EUPL-1.2
// Reads a workbook back: unpacks it and takes the cells of each sheet. Only what the tests ask.
#pragma once
#include <zlib.h>

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace verzuim {

struct SheetCell {
  std::string text;
  bool number = false;
};

class Sheet {
 public:
  std::map<std::pair<std::size_t, std::size_t>, SheetCell> cells;
  SheetCell at(std::size_t row, std::size_t column) const {
    const auto found = cells.find({row, column});
    return found == cells.end() ? SheetCell{} : found->second;
  }
};

inline std::uint32_t little(const std::string& bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = count - 1; i >= 0; --i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

inline std::string inflated(const std::string& packed, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::runtime_error("zlib");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int end = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  if (end != Z_STREAM_END) throw std::runtime_error("a damaged workbook");
  return out;
}

/// The files in a ZIP, by name, from its central directory.
inline std::map<std::string, std::string> unpacked(const std::string& zip) {
  std::map<std::string, std::string> files;
  std::size_t at = little(zip, zip.rfind("PK\x05\x06") + 16, 4);
  while (little(zip, at, 4) == 0x02014b50) {
    const std::size_t packed = little(zip, at + 20, 4), size = little(zip, at + 24, 4),
                      name = little(zip, at + 28, 2), extra = little(zip, at + 30, 2),
                      comment = little(zip, at + 32, 2), local = little(zip, at + 42, 4);
    const std::size_t data = local + 30 + little(zip, local + 26, 2) + little(zip, local + 28, 2);
    const std::string body = zip.substr(data, packed);
    files[zip.substr(at + 46, name)] = little(zip, at + 10, 2) == 0 ? body : inflated(body, size);
    at += 46 + name + extra + comment;
  }
  return files;
}

inline std::string unescaped(std::string text) {
  const std::pair<const char*, const char*> marks[] = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}};
  for (const auto& [mark, plain] : marks)
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1))
      text.replace(at, std::string(mark).size(), plain);
  return text;
}

/// The text between the next `open` (up to its `>`) and `close`, from `at` on, which moves past it.
inline bool next_element(const std::string& xml, const std::string& open, const std::string& close,
                         std::size_t& at, std::string& head, std::string& body) {
  const std::size_t from = xml.find(open, at);
  if (from == std::string::npos) return false;
  const std::size_t end = xml.find('>', from);
  head = xml.substr(from, end - from);
  if (head.ends_with("/")) {
    body.clear();
    at = end;
    return true;
  }
  const std::size_t until = xml.find(close, end);
  body = xml.substr(end + 1, until - end - 1);
  at = until;
  return true;
}

inline bool has_formula(const std::string& workbook) {
  for (const auto& [name, text] : unpacked(workbook))
    if (name.find("worksheets/") != std::string::npos && text.find("<f>") != std::string::npos) return true;
  return false;
}

inline std::vector<Sheet> read_workbook(const std::string& workbook) {
  const auto files = unpacked(workbook);
  std::vector<std::string> strings;
  std::string head, body;
  for (std::size_t at = 0; next_element(files.at("xl/sharedStrings.xml"), "<si>", "</si>", at, head, body);) {
    std::size_t inside = 0;
    std::string text;
    next_element(body, "<t", "</t>", inside, head, text);
    strings.push_back(unescaped(text));
  }
  std::vector<Sheet> sheets;
  for (std::size_t n = 1;; ++n) {
    const auto file = files.find("xl/worksheets/sheet" + std::to_string(n) + ".xml");
    if (file == files.end()) return sheets;
    Sheet sheet;
    for (std::size_t at = 0; next_element(file->second, "<c r=\"", "</c>", at, head, body);) {
      const std::string place = head.substr(6, head.find('"', 6) - 6);
      std::size_t column = 0, i = 0;
      for (; place[i] >= 'A'; ++i) column = column * 26 + static_cast<std::size_t>(place[i] - 'A' + 1);
      std::size_t inside = 0;
      std::string ignored, value;
      if (!next_element(body, "<v", "</v>", inside, ignored, value)) continue;
      const bool text = head.find("t=\"s\"") != std::string::npos;
      sheet.cells[{std::stoul(place.substr(i)) - 1, column - 1}] = {
          text ? strings.at(std::stoul(value)) : value, !text};
    }
    sheets.push_back(std::move(sheet));
  }
}

}  // namespace verzuim
