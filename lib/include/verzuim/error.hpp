// SPDX-License-Identifier: EUPL-1.2
// How things go wrong: an Error stops an operation, a Reject stops one row. Neither ever carries a name, a
// birth date or an identity number.
#pragma once
#include <stdexcept>
#include <string>

#include "verzuim/export.hpp"

namespace verzuim {

/// Why an operation stopped; the value is the exit code of the program (sysexits).
enum class ErrorCode {
  usage = 64,          ///< the command was called wrongly
  data = 65,           ///< a file cannot be used; nothing changed
  no_input = 66,       ///< a named file is not there
  internal = 70,       ///< a fault of ours
  cannot_create = 73,  ///< an output cannot be made
  io = 74,             ///< reading or writing failed
  busy = 75,           ///< another run holds the store
  not_permitted = 77,  ///< the holder or the file modes forbid it
  config = 78          ///< a rule, ladder, profile or config file cannot be used
};

/// A place in a file. Line and column count from 1; 0 means "not known".
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

/// The operation cannot go on. `what()` says what is wrong and what to do, without the place.
class VERZUIM_EXPORT Error : public std::runtime_error {
 public:
  Error(ErrorCode code, const std::string& message, Place place = {});
  Error(const Error&);
  ~Error() override;

  ErrorCode code() const { return code_; }
  const Place& place() const { return place_; }
  /// "FILE:LINE:COL: message", as far as the place is known.
  std::string text() const;

 private:
  ErrorCode code_;
  Place place_;
};

/// One row is refused; the others go on. `text` never holds an identity, a birth date or a remark.
struct Reject {
  Place place;
  std::string code;    ///< a stable word for the reason, for example `bad-date`
  std::string text;    ///< the offending cell, where it may be shown
  std::string reason;  ///< what is wrong and what to do
};

}  // namespace verzuim
