// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/csv.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <istream>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// The first piece: most files are small, and room for a large one costs more than reading them.
constexpr std::size_t first_piece = 64 * 1024;
constexpr std::size_t not_here = std::string_view::npos, never_closed = not_here - 1;

// Eight bytes at a time, as one number: a plain row is looked at once, and for all that matters in one go.
constexpr std::uint64_t every = 0x0101010101010101u, high = 0x80 * every;

std::uint64_t load(const char* at, std::size_t bytes) {
  std::uint64_t word = 'a' * every;
  std::memcpy(&word, at, bytes);
  return word;
}
/// The high bit of each byte that is `c`, and of no other.
std::uint64_t equal_bytes(std::uint64_t word, char c) {
  const std::uint64_t x = word ^ static_cast<unsigned char>(c) * every;
  return ~(((x & ~high) + ~high) | x | ~high);
}
/// Not zero when some byte is no printable ASCII.
std::uint64_t odd_bytes(std::uint64_t word) {
  return (word & high) | ((word - 0x20 * every) & ~word & high) | equal_bytes(word, 0x7F);
}
std::size_t first_byte(std::uint64_t marks) {
  return static_cast<std::size_t>(std::endian::native == std::endian::little ? std::countr_zero(marks)
                                                                             : std::countl_zero(marks)) /
         8;
}
std::uint64_t without_first(std::uint64_t marks) {
  if constexpr (std::endian::native == std::endian::little) return marks & (marks - 1);
  return marks & ~(std::uint64_t{0x80} << (56 - 8 * first_byte(marks)));
}

/// The length of the record at the start of `text`, line ends inside quotes included; `not_here` when it does
/// not end in this text, `never_closed` when it is not going to.
std::size_t record_length(std::string_view text, char delimiter) {
  // No cell that we take holds a line end, so one that runs over this many lines was never closed. Without a
  // bound each of many open quotes would be looked for to the end of the file.
  int lines_left = 100;
  bool quoted = false, fresh = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"' && (quoted || fresh))
      quoted = !quoted;
    else if (c == '\n' && (!quoted || --lines_left == 0))
      return quoted ? never_closed : at;
    // A doubled quote closes and at once opens again, so "fresh" must hold right behind a quote too.
    fresh = c == delimiter || c == '"';
  }
  return quoted ? not_here : text.size();
}

}  // namespace

CsvReader::CsvReader(std::istream& in, std::string name, char delimiter, CsvLimits limits)
    : in_(in),
      name_(std::move(name)),
      delimiter_(delimiter),
      limits_(limits),
      buffer_(std::min(first_piece, limits.piece)) {
  fill();
  if (std::string_view(buffer_.data(), end_).starts_with("\xEF\xBB\xBF")) begin_ = 3;
}

bool CsvReader::fill() {
  if (at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() < limits_.piece && end_ > 0)
    buffer_.resize(limits_.piece);
  else if (end_ == buffer_.size())
    buffer_.resize(buffer_.size() + limits_.piece);
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
  unended_ = false;
  // What comes without end is no file: a device, or a command that never stops.
  constexpr std::size_t endless = 256 * 1024 * 1024;
  std::size_t skipped = 0;
  for (;;) {
    const char* start = buffer_.data() + begin_;
    const void* hit = std::memchr(start, '\n', end_ - begin_);
    if (hit != nullptr) {
      begin_ += static_cast<std::size_t>(static_cast<const char*>(hit) - start) + 1;
      return;
    }
    skipped += end_ - begin_;
    if (skipped > endless)
      throw Error(ErrorCode::data, "a line of more than 256 MiB; is this a table at all? Ask for it again",
                  {name_, line_, 0});
    begin_ = end_;
    unended_ = !fill();
    if (unended_) return;
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
    const Seen seen = split_plain(line);
    if (seen.quote && limits_.quoting) {
      cells_.clear();
      next_quoted();
      return true;
    }
    begin_ += length + (unended_ ? 0 : 1);
    ++line_;
    if (cells_.size() == 1 && trim(line).empty()) continue;
    plain_ = !seen.odd && line.size() <= limits_.cell;
    if (!plain_ || cells_.size() > limits_.columns) check_row();
    return true;
  }
}

/// Splits a line at its delimiters, as if it had no quotes, and tells whether it does.
CsvReader::Seen CsvReader::split_plain(std::string_view line) {
  const char* const text = line.data();
  std::size_t from = 0;
  std::uint64_t quotes = 0, odd = 0;
  for (std::size_t at = 0; at < line.size(); at += 8) {
    const std::uint64_t word = load(text + at, std::min<std::size_t>(8, line.size() - at));
    quotes |= equal_bytes(word, '"');
    odd |= odd_bytes(word);
    for (std::uint64_t ends = equal_bytes(word, delimiter_); ends != 0; ends = without_first(ends)) {
      const std::size_t end = at + first_byte(ends);
      cells_.emplace_back(text + from, end - from);
      from = end + 1;
    }
  }
  cells_.emplace_back(text + from, line.size() - from);
  return {quotes != 0, odd != 0};
}

/// Reads a row with quotes, which may run over several lines, and splits it.
void CsvReader::next_quoted() {
  std::size_t length;
  for (;;) {
    length = record_length({buffer_.data() + begin_, end_ - begin_}, delimiter_);
    if (length == never_closed || (length == not_here && end_ - begin_ > limits_.line)) {
      skip_long_line();
      ++line_;
      return refuse(0, "open-quote", "", "a quote is opened here and not closed; close it or double it");
    }
    if (length != not_here && (begin_ + length != end_ || at_end_)) break;
    if (!fill() && length == not_here)
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
  bool quoted = false, closed = false;
  std::optional<std::size_t> stray;  // the cell of the first one
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
      if (closed && !stray) stray = cells_.size();
      scratch_ += c;
    } else if (!quoted && !closed && scratch_.size() == start)
      quoted = true;
    else if (quoted && at + 1 < record.size() && record[at + 1] == '"')
      scratch_ += record[++at];
    else if (quoted)
      quoted = false, closed = true;
    else if (!stray)
      stray = cells_.size();
  }
  end_cell();
  if (stray)
    refuse(*stray, "stray-quote", "", "a quote stands inside a cell; double it and put the cell in quotes");
  plain_ = false;
  check_row();
}

void CsvReader::check_row() {
  if (fault_) return;
  if (cells_.size() > limits_.columns)
    return refuse(limits_.columns, "too-many-columns", "",
                  "more than " + std::to_string(limits_.columns) +
                      " columns; is the delimiter right? If it is, leave columns out of the export");
  for (std::size_t i = 0; limits_.check_cells && !fault_ && i < cells_.size(); ++i)
    if (const auto fault = cell_fault(cells_[i], limits_))
      refuse(i, fault->code, "", "the cell " + fault->reason);
}

void CsvReader::refuse(std::size_t cell, std::string code, std::string text, std::string reason) {
  fault_ = Reject{place(cell), std::move(code), std::move(text), std::move(reason)};
}

std::optional<CellFault> cell_fault(std::string_view cell, const CsvLimits& limits) {
  if (cell.size() > limits.cell)
    return CellFault{"cell-too-long", "is longer than " + std::to_string(limits.cell) +
                                          " bytes; shorten it, or leave it empty"};
  const auto why = unfit(cell);
  if (why.empty()) return std::nullopt;
  return CellFault{"bad-characters", "holds " + std::string(why) + "; mend it at the source"};
}

void write_csv_row(std::string& out, const std::vector<std::string_view>& cells, char delimiter) {
  bool first = true;
  for (std::string_view cell : cells) {
    if (!first) out += delimiter;
    first = false;
    // A byte order mark in front would be taken for that of the file.
    const bool quote = cell.starts_with("\xEF\xBB\xBF") || std::any_of(cell.begin(), cell.end(), [&](char c) {
                         return c == '"' || c == '\r' || c == '\n' || c == delimiter;
                       });
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
