// SPDX-License-Identifier: EUPL-1.2
// The shipped reference tables: gemeenten with their other spellings and mergers, the holiday region of
// primary schools, school holidays and public holidays. Provenance: lib/reference/README.md.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/date.hpp"
#include "verzuim/export.hpp"

namespace verzuim {

/// A gemeente of today.
struct Gemeente {
  std::string code;  ///< CBS code, four digits
  std::string name;
  std::string doorstroompunt_region;  ///< RMC code, two digits
  std::string doorstroompunt_region_name;
};

/// One step of a merger: from `effective` on `old_code` is (or, for a part, may be) `new_code`.
struct Herindeling {
  std::string old_code, old_name, new_code;
  Date effective;
  bool main = true;  ///< the successor of the whole; false for the part of a split
};

/// A school holiday of a region; both days inclusive.
struct SchoolHoliday {
  std::string region;
  std::string name;
  Date first, last;
  int school_year = 0;  ///< the year in which its school year starts
};

/// The tables, read once. Immutable.
class VERZUIM_EXPORT Reference {
 public:
  /// The shipped tables.
  static const Reference& shipped();

  /// The code for `text`: a code (`0014`, `14`, `GM0014`), an old code, a name, an old name or an alias.
  /// Nothing when unknown.
  std::optional<std::string> gemeente_code(std::string_view text) const;
  /// The code that holds on `on` for a gemeente that had `code`. Basis: CBS, gemeentelijke herindelingen. A
  /// split gives its main successor.
  std::string gemeente_on(std::string_view code, Date on) const;
  const Gemeente* gemeente(std::string_view code) const;
  const std::vector<Gemeente>& gemeenten() const { return gemeenten_; }

  /// Noord, Midden or Zuid for a primary school; empty when the table does not know it.
  std::string_view region_of_school(std::string_view school) const;
  const std::vector<SchoolHoliday>& school_holidays() const { return holidays_; }
  /// Public days off, sorted. Basis: Algemene termijnenwet art. 3; Bevrijdingsdag every fifth year.
  const std::vector<Date>& public_days_off() const { return days_off_; }

 private:
  Reference();
  void read_gemeenten();
  void read_calendar();

  std::vector<Gemeente> gemeenten_;
  std::vector<Herindeling> herindelingen_;
  std::map<std::string, std::string, std::less<>> code_by_name_;
  std::map<std::string, std::string, std::less<>> region_by_school_;
  std::vector<SchoolHoliday> holidays_;
  std::vector<Date> days_off_;
};

}  // namespace verzuim
