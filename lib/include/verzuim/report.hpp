// SPDX-License-Identifier: EUPL-1.2
// A report as one value: a head and tables. Every number is worked out once; what writes HTML, Markdown, CSV,
// JSON or XLSX only prints it. A number that may not be told, or is not known, is a state of its own and
// never a zero.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verzuim/date.hpp"
#include "verzuim/export.hpp"

namespace verzuim {

/// The days that a report is about; both inclusive.
struct Period {
  Date from, until;
  std::string name;  ///< as it was asked for
};

/// The period in `text`: a school year `2025-2026`, a month `2026-02`, an ISO week `2026-W08` or
/// `FROM..UNTIL`; empty for the school year of `on`. What lies after `on` is cut off, since it cannot be
/// known. Throws: Error (usage) when it is none of these, or begins after `on`.
VERZUIM_EXPORT Period read_period(std::string_view text, Date on);
/// The period a year before `period`, and as long: the same week number for a week, else the same dates.
VERZUIM_EXPORT Period year_before(const Period& period);

/// Whose young people a report is about.
enum class ReportScope : std::uint8_t {
  gemeente,  ///< who live there, wherever they go to school
  school,    ///< who are enrolled there
  region     ///< who live in the gemeenten of a Doorstroompunt region
};

/// A file that a report rests on.
struct ReportSource {
  std::string file, sha256, kind;
  std::int64_t rows = 0, rejected = 0;  ///< rejected: -1 where it would tell how many are ill
};

/// What stands above every report.
struct ReportHead {
  ReportScope scope = ReportScope::gemeente;
  Period period;
  std::optional<Period> before;  ///< with which it is compared; nothing when nothing is known of then
  Date on;
  std::string rules;             ///< fingerprint of the rule set
  std::string program;           ///< name and version
  std::string made_at;           ///< UTC
  int withhold = 5;              ///< counts from 1 up to this are withheld
  int interval = 0;              ///< besides, no withheld small count may be known to less than so many
  int round = 0;                 ///< counts are rounded to this instead; 0 for not
  bool sickness_totals = false;  ///< outside the school too, sickness is told as a total
  std::vector<ReportSource> sources;
  std::optional<Date> flagged_on;  ///< as-of date of the last run of the rules, also of one over some pupils;
                                   ///< nothing when they never ran
  bool has_dossiers = true;        ///< false when no signal was ever followed up in this store

  /// True when sick and authorised absence may be in it: at the school, else as totals where switched on.
  bool all_kinds() const { return scope == ReportScope::school || sickness_totals; }
};

/// What the numbers of a column are.
enum class ColumnType : std::uint8_t {
  persons,    ///< different people
  incidents,  ///< what happened, as often as it did
  hours,      ///< clock hours. Units: fifths of a minute
  rate,       ///< share of one column in another. Units: hundredths of a percent
  days,       ///< working days
  expected,   ///< how often something would happen by chance. Units: tenths
  change,     ///< of a count: now less before
  points,     ///< of a rate: now less before. Units: hundredths of a percent
  text
};
inline constexpr std::size_t column_type_count = 9;

struct ReportColumn {
  std::string id;
  ColumnType type = ColumnType::persons;
  std::vector<std::size_t> parts;  ///< columns of which each row is the sum
  bool adds = false;               ///< its rows add up to the total row
  std::optional<std::pair<std::size_t, std::size_t>>
      of;  ///< rate: numerator, denominator; change: now, before; expected: what it is told beside
  std::optional<std::size_t> people;  ///< of incidents: the column that counts whom they are about
  bool left = false;  ///< rate: what is left after this row and those above (product-limit, Kaplan-Meier)
};

struct ReportCell {
  enum class State : std::uint8_t {
    none,  ///< there is nothing to say, such as a share of nothing
    value,
    withheld,  ///< it could point at a person
    unknown    ///< no facts; zero would be untrue
  };
  State state = State::none;
  std::int64_t value = 0;
  std::int64_t people = 0;  ///< how many it rests on; 0 again once the report has passed the gate
  std::string key;          ///< numbers of one key are one number that stands in several tables
  std::string text;         ///< of a column of texts
};

struct ReportRow {
  std::string id;
  std::string text;  ///< what it is called where the data say so (titles of rules, names of schools)
};

/// One table: rows of numbers in columns that have a type each.
struct VERZUIM_EXPORT ReportTable {
  std::string id;      ///< population, attendance, bands, …
  std::string number;  ///< by which others refer to it: T1 … T20, or empty
  std::vector<ReportRow> rows;
  std::vector<ReportColumn> columns;
  std::vector<ReportCell> cells;  ///< row by row
  bool total_row = false;         ///< the last row is the total
  bool known = true;              ///< false: nothing is known of it; then no number may be shown, not even 0

  ReportCell& at(std::size_t row, std::size_t column) { return cells[row * columns.size() + column]; }
  const ReportCell& at(std::size_t row, std::size_t column) const {
    return cells[row * columns.size() + column];
  }
  /// The cell of a row and a column by their ids; null when there is none.
  const ReportCell* find(std::string_view row, std::string_view column) const;
};

/// A sum that no table shows but that holds all the same, or would be guessed: numbers by key, or by
/// `table|row|column`.
struct ReportSum {
  std::string total;
  std::vector<std::string> parts;
};

/// The numbers of one gemeente, school or region.
struct VERZUIM_EXPORT Report {
  std::string kind = "report";  ///< report, or telling
  std::string code, name;
  ReportHead head;
  std::vector<ReportTable> tables;
  std::vector<ReportSum> sums;                 ///< for the gate; those that do not hold are passed over
  std::vector<std::string> silent_schools;     ///< delivered nothing in the last school weeks
  std::vector<std::string> schools_no_region;  ///< their calendar is not known, so nothing is counted there
  ReportCell without_gemeente;                 ///< pupils in the whole store of whom no woongemeente is known
  ReportCell undecided;                        ///< pupils of whom some rule could not be decided

  const ReportTable* table(std::string_view id) const;
  /// The young people of the report, as the head tells them.
  const ReportCell& pupils() const;
};

/// Passes `report` through the gate for small counts, together with what was printed before of the same
/// people and first day: `earlier` holds what earlier calls gave. What is withheld is wiped from the value
/// itself. Gives what to remember for the next time; empty when nothing is withheld by the settings.
VERZUIM_EXPORT std::string pass_gate(Report& report, const std::vector<std::string>& earlier = {});

}  // namespace verzuim
