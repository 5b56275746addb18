// SPDX-License-Identifier: EUPL-1.2
// Making one table: first its columns, then its rows, each filled from left to right.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report_tally.hpp"

namespace verzuim {

class TableMaker {
 public:
  TableMaker(std::string id, std::string number);

  /// A column of numbers. `key` begins the keys of its cells, which the row completes; empty for numbers that
  /// stand nowhere else. `parts` are columns that add up to it. Gives its place.
  std::size_t column(std::string id, ColumnType type, std::string key = {},
                     std::vector<std::size_t> parts = {});
  /// The same, but its rows do not add up: people may stand in several.
  std::size_t loose(std::string id, ColumnType type, std::string key = {});
  std::size_t rate(std::string id, std::size_t numerator, std::size_t denominator);
  std::size_t change(std::string id, ColumnType type, std::size_t now, std::size_t before);
  /// What is left when in each row `gone` of the `here` go; from row to row, as a product.
  std::size_t left(std::string id, std::size_t gone, std::size_t here);

  /// The incidents of one column are about the people of another.
  void about(std::size_t incidents, std::size_t people);

  void row(std::string id, std::string text = {});
  /// Fills the next cell of the last row; columns that follow from others are passed over.
  void put(const Amount& amount);
  void put(std::int64_t value) { put(Amount{value, value}); }
  void put_unknown();
  void put_none();
  /// The key of the cell that was filled last.
  void key(std::string key);
  /// Adds the row of totals: sums where rows add up, and nothing yet where they do not.
  void total();
  /// Fills a cell of the last row by its column.
  void set(std::size_t column, const Amount& amount, std::string key = {});
  bool last_row_empty() const;
  void drop_last_row();

  ReportTable table;

 private:
  ReportCell& next();
  std::vector<std::string> keys_;
  std::size_t filled_ = 0;
};

/// One row of a table over parts of the young people.
struct SliceRow {
  std::string id, text;
  const Slice* slice = nullptr;
};

/// What a table is made from.
struct Sheet {
  const Reports::Parts& parts;
  const ScopeTally& now;
  const ScopeTally* before = nullptr;  ///< nothing when nothing is known of then

  const ReportHead& head() const { return parts.head; }
  /// True when something was recorded in the period with which the report is compared.
  bool knew_dossiers() const { return before != nullptr && parts.knows_dossiers(*head().before); }
  bool flagged() const { return head().flagged_on.has_value(); }
  std::vector<SliceRow> sector_rows() const;
  std::vector<SliceRow> age_rows() const;
  std::vector<SliceRow> place_rows() const;
  Slice total(const ScopeTally& tally) const;
};

// Young people and their absence.
ReportTable population_table(const Sheet& sheet);
ReportTable attendance_table(const Sheet& sheet, std::string id, const std::vector<SliceRow>& rows);
ReportTable months_table(const Sheet& sheet);
ReportTable days_table(const Sheet& sheet);
ReportTable weekdays_table(const Sheet& sheet);
ReportTable subjects_table(const Sheet& sheet);
ReportTable bands_table(const Sheet& sheet);
ReportTable histogram_table(const Sheet& sheet);
ReportTable hours_table(const Sheet& sheet, std::string id, std::string number,
                        const std::vector<SliceRow>& rows);
ReportTable late_table(const Sheet& sheet);
ReportTable unexplained_table(const Sheet& sheet);
ReportTable exemptions_table(const Sheet& sheet);
// Signals.
ReportTable signals_table(const Sheet& sheet);
ReportTable patterns_table(const Sheet& sheet);
ReportTable sickness_table(const Sheet& sheet);
ReportTable timeliness_table(const Sheet& sheet);
// Dossiers.
ReportTable waiting_table(const Sheet& sheet);
ReportTable waiting_days_table(const Sheet& sheet);
ReportTable dossiers_table(const Sheet& sheet);
ReportTable ownerless_table(const Sheet& sheet);
ReportTable meldingen_table(const Sheet& sheet);
ReportTable meldingen_by(const Sheet& sheet, std::string id, std::string number,
                         const std::vector<SliceRow>& rows);
ReportTable years_table(const Sheet& sheet);
ReportTable lasting_table(const Sheet& sheet);
ReportTable routes_table(const Sheet& sheet);
ReportTable outcomes_table(const Sheet& sheet);
/// People and how often, of things that were done: `names` are those counted as measures.
ReportTable measures_table(const Sheet& sheet, std::string id, std::string number,
                           const std::vector<std::string>& names);
/// The measures whose name begins so.
std::vector<std::string> measures_of(const Sheet& sheet, std::string_view prefix);
// Where prevention works.
ReportTable solved_table(const Sheet& sheet);
ReportTable sixteen_table(const Sheet& sheet);
ReportTable talk_table(const Sheet& sheet);
ReportTable met_table(const Sheet& sheet);
ReportTable funnel_table(const Sheet& sheet);
// Against the year before.
ReportTable compared_counts(const Sheet& sheet);
ReportTable compared_rates(const Sheet& sheet);
ReportTable compared_bands(const Sheet& sheet);
/// What prevention brought, each with what it is a share of, and the same of the year before.
ReportTable prevention_table(const Sheet& sheet);
ReportTable telling_table(const Sheet& sheet);

/// The sums that hold between tables.
std::vector<ReportSum> sums_between(const Sheet& sheet);

/// Fills in the columns that follow from others. A number that is withheld or unknown makes them so too.
void derive(ReportTable& table);

}  // namespace verzuim
