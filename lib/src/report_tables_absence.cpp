// SPDX-License-Identifier: EUPL-1.2
// The tables about young people and what they missed.
#include <fmt/format.h>

#include <algorithm>

#include "report_maker.hpp"
#include "verzuim/disclosure.hpp"

namespace verzuim {
namespace {

/// The kinds of absence in the order in which a reader looks for them.
constexpr std::array<Kind, kind_count> told_kinds = {Kind::unauthorised, Kind::late, Kind::removed,
                                                     Kind::unknown,      Kind::sick, Kind::authorised};

bool is_told(const Sheet& sheet, Kind kind) { return (sheet.parts.kinds() & bit(kind)) != 0; }

/// The columns of time: possible, each kind that may be told, all of them, and two shares.
struct TimeColumns {
  std::size_t possible = 0, unauthorised = 0, missed = 0;
  std::vector<Kind> kinds;
};

TimeColumns add_time_columns(TableMaker& maker, const Sheet& sheet, const std::string& prefix) {
  TimeColumns columns;
  columns.possible = maker.column("possible", ColumnType::hours, prefix + "possible");
  std::vector<std::size_t> parts;
  for (const Kind kind : told_kinds) {
    if (!is_told(sheet, kind)) continue;
    const std::string name(kind_names[static_cast<std::size_t>(kind)]);
    parts.push_back(maker.column("hours_" + name, ColumnType::hours, prefix + "missed:" + name));
    if (kind == Kind::unauthorised) columns.unauthorised = parts.back();
    columns.kinds.push_back(kind);
  }
  columns.missed = maker.column("missed", ColumnType::hours, prefix + "missed", parts);
  maker.rate("rate_missed", columns.missed, columns.possible);
  maker.rate("rate_unauthorised", columns.unauthorised, columns.possible);
  return columns;
}

void put_time(TableMaker& maker, const Sheet& sheet, const TimeColumns& columns, const TimeSpent& time) {
  maker.put(time.possible);
  for (const Kind kind : columns.kinds) maker.put(time.missed[static_cast<std::size_t>(kind)]);
  maker.put(sheet.head().all_kinds() ? time.all : time.open);
}

/// Columns of classes that partition the people of a row. What is more than nothing is added up besides.
std::vector<std::size_t> class_columns(TableMaker& maker, const std::vector<std::string>& ids,
                                       const std::string& key) {
  std::vector<std::size_t> some;
  const std::size_t none = maker.column(ids.front(), ColumnType::persons, key + ids.front());
  for (std::size_t i = 1; i + 1 < ids.size(); ++i)
    some.push_back(maker.column(ids[i], ColumnType::persons, key + ids[i]));
  // Of a single class the sum would say nothing new.
  const std::size_t any =
      some.size() > 1 ? maker.column("any", ColumnType::persons, key + "any", some) : some.front();
  const std::size_t unknown = maker.column(ids.back(), ColumnType::persons, key + ids.back());
  return {none, any, unknown};
}

void put_classes(TableMaker& maker, const Amounts& classes) {
  Amount any;
  maker.put(classes.front());
  for (std::size_t i = 1; i + 1 < classes.size(); ++i) {
    maker.put(classes[i]);
    any.value += classes[i].value;
    any.people += classes[i].people;
  }
  if (classes.size() > 3) maker.put(any);
  maker.put(classes.back());
}

ReportTable classes_by_sector(const Sheet& sheet, const std::string& id, const std::vector<std::string>& ids,
                              const std::array<Amounts, sector_count>& rows) {
  TableMaker maker(id, "T3");
  const auto parts = class_columns(maker, ids, id + ":");
  maker.column("total", ColumnType::persons, "pupils", parts);
  for (const SliceRow& row : sheet.sector_rows()) {
    maker.row(row.id);
    put_classes(maker, rows[static_cast<std::size_t>(row.slice - sheet.now.sectors.data())]);
    maker.put(row.slice->pupils);
  }
  maker.total();
  return std::move(maker.table);
}

}  // namespace

ReportTable population_table(const Sheet& sheet) {
  TableMaker maker("population", "T1");
  std::vector<std::size_t> parts;
  for (const std::string_view duty : duty_names)
    parts.push_back(maker.column("duty_" + std::string(duty), ColumnType::persons));
  const std::size_t all = maker.column("total", ColumnType::persons, "pupils", parts);
  // Beside the people the enrolments would tell how many have more than one, so that is a number of its own.
  const std::size_t extra = maker.column("extra", ColumnType::incidents);
  maker.column("enrolments", ColumnType::incidents, {}, {all, extra});
  for (const SliceRow& row : sheet.sector_rows()) {
    const auto sector = static_cast<std::size_t>(row.slice - sheet.now.sectors.data());
    maker.row(row.id);
    for (const Amount& duty : sheet.now.duty[sector]) maker.put(duty);
    const Amount& enrolments = sheet.now.enrolments[sector];
    maker.put(row.slice->pupils);
    maker.put(Amount{enrolments.value - row.slice->pupils.value, enrolments.people});
    maker.put(Amount{enrolments.value, row.slice->pupils.people});
  }
  maker.total();
  return std::move(maker.table);
}

ReportTable attendance_table(const Sheet& sheet, std::string id, const std::vector<SliceRow>& rows) {
  TableMaker maker(std::move(id), "T2");
  const std::size_t counted = maker.column("counted", ColumnType::persons, "counted");
  const std::size_t uncounted = maker.column("uncounted", ColumnType::persons, "uncounted");
  maker.column("total", ColumnType::persons, "pupils", {counted, uncounted});
  const TimeColumns columns = add_time_columns(maker, sheet, "");
  for (const SliceRow& row : rows) {
    const Slice& slice = *row.slice;
    const std::int64_t rest = slice.pupils.value - slice.counted.value;
    maker.row(row.id, row.text);
    maker.put(slice.counted);
    maker.put(rest);
    maker.put(slice.pupils);
    put_time(maker, sheet, columns, slice.time);
  }
  maker.total();
  return std::move(maker.table);
}

ReportTable months_table(const Sheet& sheet) {
  TableMaker maker("months", "P1");
  const TimeColumns columns = add_time_columns(maker, sheet, "");
  Date first = first_of_month(sheet.head().period.from);
  for (std::size_t n = 0; first <= sheet.head().period.until; ++n) {
    maker.row(to_string(first).substr(0, 7));
    put_time(maker, sheet, columns, sheet.now.by_month[n]);
    first = add_months(first, 1);
  }
  maker.total();
  return std::move(maker.table);
}

ReportTable weekdays_table(const Sheet& sheet) {
  TableMaker maker("weekdays", "P4");
  std::vector<std::size_t> parts;
  for (std::size_t lesson = 0; lesson < lesson_count; ++lesson)
    parts.push_back(maker.column(fmt::format("lesson_{}", lesson), ColumnType::incidents));
  maker.column("total", ColumnType::incidents, "records", parts);
  for (std::size_t day = 0; day < weekday_count; ++day) {
    Amount all;
    maker.row(fmt::format("weekday_{}", day + 1));
    for (const Amount& amount : sheet.now.grid[day]) {
      maker.put(amount);
      all.value += amount.value;
      all.people = std::max(all.people, amount.people);
    }
    maker.put(all);
  }
  maker.total();
  return std::move(maker.table);
}

ReportTable bands_table(const Sheet& sheet) {
  const ReportClasses& classes = report_classes();
  TableMaker maker("bands", "T3");
  std::vector<std::size_t> low, much;
  for (std::size_t i = 0; i <= classes.percent.size(); ++i) {
    const std::string id = share_id(classes.percent, i);
    const std::size_t at = maker.column("share_" + id, ColumnType::persons, "band:" + id);
    (i > 0 && classes.percent[i - 1] >= classes.much_percent ? much : low).push_back(at);
  }
  low.push_back(maker.column("much", ColumnType::persons, "band:much", much));
  low.push_back(maker.column("short", ColumnType::persons));
  low.push_back(maker.column(std::string(unknown_id), ColumnType::persons));
  maker.column("total", ColumnType::persons, "pupils", low);
  for (const SliceRow& row : sheet.sector_rows()) {
    const Amounts& bands = sheet.now.bands[static_cast<std::size_t>(row.slice - sheet.now.sectors.data())];
    Amount sum;
    maker.row(row.id);
    for (std::size_t i = 0; i <= classes.percent.size(); ++i) {
      maker.put(bands[i]);
      if (i == 0 || classes.percent[i - 1] < classes.much_percent) continue;
      sum.value += bands[i].value;
      sum.people += bands[i].people;
    }
    maker.put(sum);
    maker.put(bands[bands.size() - 2]);
    maker.put(bands.back());
    maker.put(row.slice->pupils);
  }
  maker.total();
  return std::move(maker.table);
}

/// One row: how many missed which share, finely, with the bands that those add up to.
ReportTable histogram_table(const Sheet& sheet) {
  const ReportClasses& classes = report_classes();
  TableMaker maker("histogram", "P2");
  std::vector<std::size_t> parts;
  std::vector<Amount> sums;
  std::size_t band = 0;
  Amount sum;
  std::vector<std::pair<std::string, std::vector<std::size_t>>> bands;
  for (std::size_t i = 0; i <= classes.fine_percent.size(); ++i) {
    parts.push_back(maker.column("share_" + share_id(classes.fine_percent, i), ColumnType::persons));
    sum.value += sheet.now.fine_bands[i].value;
    sum.people += sheet.now.fine_bands[i].people;
    const bool last = i == classes.fine_percent.size();
    if (!last && (band == classes.percent.size() || classes.fine_percent[i] != classes.percent[band]))
      continue;
    bands.emplace_back(share_id(classes.percent, band), std::move(parts));
    sums.push_back(sum);
    parts.clear();
    sum = {};
    ++band;
  }
  for (auto& [id, of] : bands) maker.column("band_" + id, ColumnType::persons, "band:" + id, std::move(of));
  maker.row("total");
  for (const Amount& amount : sheet.now.fine_bands) maker.put(amount);
  for (const Amount& amount : sums) maker.put(amount);
  return std::move(maker.table);
}

ReportTable hours_table(const Sheet&, std::string id, std::string number, const std::vector<SliceRow>& rows) {
  TableMaker maker(std::move(id), std::move(number));
  const auto parts = class_columns(maker, class_ids(report_classes().hours), "unauthorised:");
  maker.column("total", ColumnType::persons, "pupils", parts);
  for (const SliceRow& row : rows) {
    if (row.slice->pupils.value == 0) continue;
    maker.row(row.id, row.text);
    put_classes(maker, row.slice->hours);
    maker.put(row.slice->pupils);
  }
  maker.total();
  return std::move(maker.table);
}

ReportTable late_table(const Sheet& sheet) {
  return classes_by_sector(sheet, "late", class_ids(report_classes().times), sheet.now.late);
}

ReportTable unexplained_table(const Sheet& sheet) {
  return classes_by_sector(sheet, "unexplained", {"0", "some", std::string(unknown_id)},
                           sheet.now.unexplained);
}

ReportTable exemptions_table(const Sheet& sheet) {
  TableMaker maker("exemptions", "T11");
  const std::size_t start = maker.column("at_start", ColumnType::persons);
  const std::size_t later = maker.column("later", ColumnType::persons);
  maker.column("total", ColumnType::persons, {}, {start, later});
  for (const std::string_view article : exemption_articles) {
    const auto found = sheet.now.exemptions.find(std::string(article));
    if (found == sheet.now.exemptions.end()) continue;
    const auto& [first, second] = found->second;
    maker.row("article-" + std::string(article));
    maker.put(first);
    maker.put(second);
    maker.put(Amount{first.value + second.value, first.people + second.people});
  }
  return std::move(maker.table);
}

}  // namespace verzuim
