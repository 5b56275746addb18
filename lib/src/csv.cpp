// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/csv.hpp"

#include <algorithm>
#include <cstring>
#include <istream>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::size_t chunk = 1024 * 1024;

/// What the first bytes say when the file is no text, with what to do about it; empty otherwise.
std::string_view not_a_table(std::string_view head) {
  using namespace std::string_view_literals;
  if (head.starts_with("\xFF\xFE"sv) || head.starts_with("\xFE\xFF"sv))
    return "this is UTF-16; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)";
  if (head.starts_with("\x1F\x8B"sv))
    return "this is compressed; unpack it first (gzip -dc FILE | verzuim ingest -)";
  if (head.starts_with("PK\x03\x04"sv))
    return "this is a spreadsheet; save it as CSV (xlsx2csv FILE | verzuim ingest -)";
  return {};
}

/// True when every byte is printable ASCII: then no cell needs a closer look. Written so that it vectorises.
bool printable_ascii(std::string_view text) {
  unsigned odd = 0;
  for (char c : text) odd |= static_cast<unsigned>(static_cast<unsigned char>(c) - 0x20u > 0x5Eu);
  return odd == 0;
}

/// The length of the record at the start of `text`, line ends inside quotes included; npos when it does not
/// end here.
std::size_t record_length(std::string_view text, char delimiter) {
  bool quoted = false, fresh = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"' && (quoted || fresh))
      quoted = !quoted;
    else if (c == '\n' && !quoted)
      return at;
    // A doubled quote closes and at once opens again, so "fresh" must hold right behind a quote too.
    fresh = c == delimiter || c == '"';
  }
  return quoted ? std::string_view::npos : text.size();
}

}  // namespace

CsvReader::CsvReader(std::istream& in, std::string name, char delimiter, CsvLimits limits)
    : in_(in), name_(std::move(name)), delimiter_(delimiter), limits_(limits), buffer_(chunk) {
  fill();
  const std::string_view head(buffer_.data(), end_);
  if (const auto why = not_a_table(head); !why.empty())
    throw Error(ErrorCode::data, std::string(why), {name_, 1, 1});
  if (head.starts_with("\xEF\xBB\xBF")) begin_ = 3;
}

bool CsvReader::fill() {
  if (at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == buffer_.size()) buffer_.resize(buffer_.size() + chunk);
  in_.read(buffer_.data() + end_, static_cast<std::streamsize>(buffer_.size() - end_));
  const auto got = static_cast<std::size_t>(in_.gcount());
  if (in_.bad())
    throw Error(ErrorCode::io, "reading failed; is the disk or the network share still there?", {name_});
  end_ += got;
  at_end_ = in_.eof() || got == 0;
  return got > 0;
}

/// The length of the next physical line without its end; false when the input is used up.
bool CsvReader::find_line(std::size_t& length) {
  std::size_t searched = 0;
  for (;;) {
    const char* start = buffer_.data() + begin_;
    const void* hit =
        end_ > begin_ + searched ? std::memchr(start + searched, '\n', end_ - begin_ - searched) : nullptr;
    if (hit != nullptr) {
      length = static_cast<std::size_t>(static_cast<const char*>(hit) - start);
      return true;
    }
    searched = end_ - begin_;
    if (searched > limits_.line || !fill()) {
      length = searched;
      return searched > 0;
    }
  }
}

void CsvReader::skip_long_line() {
  for (;;) {
    const char* start = buffer_.data() + begin_;
    const void* hit = std::memchr(start, '\n', end_ - begin_);
    if (hit != nullptr) {
      begin_ += static_cast<std::size_t>(static_cast<const char*>(hit) - start) + 1;
      return;
    }
    begin_ = end_;
    if (!fill()) return;
  }
}

bool CsvReader::next() {
  std::size_t length = 0;
  for (;;) {
    cells_.clear();
    fault_.reset();
    if (!find_line(length)) return false;
    row_line_ = line_;
    unended_ = begin_ + length == end_;
    if (length > limits_.line) {
      skip_long_line();
      ++line_;
      refuse(0, "line-too-long", "",
             "the line is longer than " + std::to_string(limits_.line) + " bytes; is this the right file?");
      return true;
    }
    std::string_view line(buffer_.data() + begin_, length);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.find('"') != std::string_view::npos) {
      next_quoted();
      return true;
    }
    begin_ += length + (unended_ ? 0 : 1);
    ++line_;
    if (trim(line).empty()) continue;
    split_plain(line);
    if (!printable_ascii(line)) check_cells();
    if (cells_.size() > limits_.columns || line.size() > limits_.cell) check_cells();
    return true;
  }
}

void CsvReader::split_plain(std::string_view line) {
  for (std::size_t from = 0;;) {
    const auto to = line.find(delimiter_, from);
    if (to == std::string_view::npos) {
      cells_.push_back(line.substr(from));
      return;
    }
    cells_.push_back(line.substr(from, to - from));
    from = to + 1;
  }
}

/// Reads a row with quotes, which may run over several lines, and splits it.
void CsvReader::next_quoted() {
  std::size_t length;
  while ((length = record_length({buffer_.data() + begin_, end_ - begin_}, delimiter_)) ==
             std::string_view::npos ||
         (begin_ + length == end_ && !at_end_)) {
    if (end_ - begin_ > limits_.line) {
      skip_long_line();
      ++line_;
      return refuse(0, "open-quote", "", "a quote is opened here and not closed; close it or double it");
    }
    if (!fill() && length == std::string_view::npos)
      throw Error(ErrorCode::data, "the file ends inside a quoted cell, so it is cut off; ask for it again",
                  {name_, row_line_, 0});
  }
  const std::string_view record(buffer_.data() + begin_, length);
  unended_ = begin_ + length == end_;
  begin_ += length + (unended_ ? 0 : 1);
  line_ += 1 + static_cast<int>(std::count(record.begin(), record.end(), '\n'));
  split_quoted(record.ends_with('\r') ? record.substr(0, length - 1) : record);
}

void CsvReader::split_quoted(std::string_view record) {
  scratch_.clear();
  scratch_.reserve(record.size());  // the views below point into it, so it must not move
  bool quoted = false, closed = false, stray = false;
  std::size_t start = 0;
  const auto end_cell = [&] {
    cells_.push_back(std::string_view(scratch_).substr(start));
    start = scratch_.size();
    closed = false;
  };
  for (std::size_t at = 0; at < record.size(); ++at) {
    const char c = record[at];
    if (c == delimiter_ && !quoted)
      end_cell();
    else if (c != '"') {
      stray = stray || closed;
      scratch_ += c;
    } else if (!quoted && !closed && scratch_.size() == start)
      quoted = true;
    else if (quoted && at + 1 < record.size() && record[at + 1] == '"')
      scratch_ += record[++at];
    else if (quoted)
      quoted = false, closed = true;
    else
      stray = true;
  }
  end_cell();
  if (stray)
    refuse(cells_.size() - 1, "stray-quote", "",
           "a quote stands inside a cell; double it and put the cell in quotes");
  check_cells();
}

void CsvReader::check_cells() {
  if (fault_) return;
  if (cells_.size() > limits_.columns)
    return refuse(limits_.columns, "too-many-columns", "",
                  "more than " + std::to_string(limits_.columns) + " columns; is the delimiter right?");
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (cells_[i].size() > limits_.cell)
      return refuse(i, "cell-too-long", "",
                    "the cell is longer than " + std::to_string(limits_.cell) + " bytes");
    if (const auto why = unfit(cells_[i]); !why.empty())
      return refuse(i, "bad-characters", "",
                    "the cell holds " + std::string(why) + "; mend it at the source");
  }
}

void CsvReader::refuse(std::size_t cell, std::string code, std::string text, std::string reason) {
  fault_ = Reject{place(cell), std::move(code), std::move(text), std::move(reason)};
}

void write_csv_row(std::string& out, const std::vector<std::string_view>& cells, char delimiter) {
  bool first = true;
  for (std::string_view cell : cells) {
    if (!first) out += delimiter;
    first = false;
    const bool quote = cell.find_first_of("\"\r\n") != std::string_view::npos ||
                       cell.find(delimiter) != std::string_view::npos;
    if (!quote) {
      out += cell;
      continue;
    }
    out += '"';
    for (char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace verzuim
