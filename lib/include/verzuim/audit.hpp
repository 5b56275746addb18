// SPDX-License-Identifier: EUPL-1.2
// Who saw or changed what: one line for every read of named data and for every write, each bound to the one
// before it by a hash. What is edited, dropped, swapped or put in between breaks the chain; that the end was
// cut off shows only against a head that was kept elsewhere.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/export.hpp"

namespace verzuim {

/// One thing that was done. A pupil stands in it as the number that the store gave, never as a key: when the
/// pupil is purged the number means nothing any more, and the chain still holds.
struct AuditLine {
  std::int64_t number = 0;  ///< 1, 2, 3 …
  std::string at;           ///< UTC
  std::string actor;        ///< the user of the machine, or the code that was given
  std::string command;      ///< `dossier show`, `ingest` …
  std::string object;       ///< `pupils 3-9,12`, `all pupils`, `delivery 4`, `run 7` …
  std::string result;       ///< in counts
  std::string why;          ///< a code, where one was given
  std::string hash;         ///< over the hash before it and all of the above
};

/// The head of a chain without lines.
inline constexpr std::string_view no_audit_head =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// What the hash of `line` has to be after a line with hash `previous`.
VERZUIM_EXPORT std::string audit_hash(std::string_view previous, const AuditLine& line);

/// Follows a chain from its first line.
class VERZUIM_EXPORT AuditChain {
 public:
  /// What is wrong with `line` as the next one; empty when it follows.
  std::string add(const AuditLine& line);
  const std::string& head() const { return head_; }
  std::int64_t lines() const { return lines_; }

 private:
  std::string head_{no_audit_head};
  std::int64_t lines_ = 0;
};

/// Numbers in order as ranges, `3-9,12`, and back. Requires for the way back: what the way there made.
VERZUIM_EXPORT std::string number_ranges(std::vector<std::int64_t> numbers);
VERZUIM_EXPORT std::vector<std::int64_t> ranged_numbers(std::string_view text);

/// Appends the lines as CSV. `pupils` holds, line by line, the keys that the object stands for.
VERZUIM_EXPORT void write_audit(std::string& out, const std::vector<AuditLine>& lines,
                                const std::vector<std::string>& pupils);

}  // namespace verzuim
