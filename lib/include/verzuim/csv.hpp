// SPDX-License-Identifier: EUPL-1.2
// Comma-separated values (RFC 4180) as a stream of rows, each with its place. A faulty row is handed out as
// such and the stream goes on; only a file that cannot be a table at all stops it.
#pragma once
#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/error.hpp"

namespace verzuim {

/// What a file from outside may ask of us, and whether its quotes mean something. Units: bytes, columns.
struct CsvLimits {
  std::size_t line = 1024 * 1024;
  std::size_t cell = 4096;
  std::size_t columns = 64;
  bool quoting = true;              ///< false: a quote is a letter like others
  bool check_cells = true;          ///< false: whoever uses a cell looks whether it is fit
  std::size_t piece = 1024 * 1024;  ///< how much is read at once, but for the first time
};

/// Reads rows from a stream in bounded memory. The views it hands out live until the next call of `next`.
class VERZUIM_EXPORT CsvReader {
 public:
  /// Requires: `in` outlives the reader. `name` is what messages call the file.
  CsvReader(std::istream& in, std::string name, char delimiter = ',', CsvLimits limits = {});

  /// Moves to the next row that is not blank; false at the end of the file.
  /// Throws: Error (data) when the file ends inside a quoted cell; Error (io) when reading fails.
  bool next();

  std::size_t size() const { return cells_.size(); }
  std::string_view operator[](std::size_t i) const { return cells_[i]; }
  const std::vector<std::string_view>& cells() const { return cells_; }
  /// The line on which this row begins, from 1.
  int line() const { return row_line_; }
  /// The place of cell `i`: its column is the number of the cell, from 1.
  Place place(std::size_t i) const { return {name_, row_line_, static_cast<int>(i) + 1}; }
  const std::string& name() const { return name_; }
  /// Set when this row could not be split into cells, or holds what no cell may hold.
  const std::optional<Reject>& fault() const { return fault_; }
  /// False when some cell of this row may be long or hold more than printable ASCII.
  bool plain() const { return plain_; }
  /// True when this row is the last and no line end follows it.
  bool unended() const { return unended_; }

 private:
  bool fill();
  bool find_line(std::size_t& length);
  void skip_long_line();
  struct Seen {
    bool quote, odd;
  };
  Seen split_plain(std::string_view line);
  void next_quoted();
  void split_quoted(std::string_view record);
  void check_row();
  void refuse(std::size_t cell, std::string code, std::string text, std::string reason);

  std::istream& in_;
  std::string name_;
  char delimiter_;
  CsvLimits limits_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  bool at_end_ = false;
  int line_ = 1, row_line_ = 0;
  std::vector<std::string_view> cells_;
  std::string scratch_;
  std::optional<Reject> fault_;
  bool unended_ = false, plain_ = true;
};

/// What makes a cell unfit to be used, as the end of a sentence and a code; nothing when it is fit.
struct CellFault {
  std::string code, reason;
};
VERZUIM_EXPORT std::optional<CellFault> cell_fault(std::string_view cell, const CsvLimits& limits);

/// Appends one row and its line end to `out`, quoting where a cell needs it.
VERZUIM_EXPORT void write_csv_row(std::string& out, const std::vector<std::string_view>& cells,
                                  char delimiter = ',');

}  // namespace verzuim
