// SPDX-License-Identifier: EUPL-1.2
#include "report_maker.hpp"

#include <algorithm>

#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

void add(Amount& sum, const Amount& more) {
  sum.value += more.value;
  sum.people += more.people;
}

void add(TimeSpent& sum, const TimeSpent& more) {
  add(sum.possible, more.possible);
  for (std::size_t k = 0; k < kind_count; ++k) add(sum.missed[k], more.missed[k]);
  add(sum.open, more.open);
  add(sum.all, more.all);
}

std::string age_id(std::size_t i) {
  const auto& ages = report_classes().ages;
  if (i > ages.size()) return std::string(unknown_id);
  if (i == ages.size()) return "age:>" + std::to_string(ages.back());
  return "age:" + (i == 0 ? std::string() : std::to_string(ages[i - 1])) + "<" + std::to_string(ages[i]);
}

}  // namespace

TableMaker::TableMaker(std::string id, std::string number) {
  table.id = std::move(id);
  table.number = std::move(number);
}

std::size_t TableMaker::column(std::string id, ColumnType type, std::string key,
                               std::vector<std::size_t> parts) {
  table.columns.push_back({std::move(id), type, std::move(parts), true, std::nullopt, std::nullopt, false});
  keys_.push_back(std::move(key));
  return table.columns.size() - 1;
}

std::size_t TableMaker::loose(std::string id, ColumnType type, std::string key) {
  const std::size_t at = column(std::move(id), type, std::move(key));
  table.columns[at].adds = false;
  return at;
}

std::size_t TableMaker::rate(std::string id, std::size_t numerator, std::size_t denominator) {
  return change(std::move(id), ColumnType::rate, numerator, denominator);
}

std::size_t TableMaker::change(std::string id, ColumnType type, std::size_t now, std::size_t before) {
  table.columns.push_back({std::move(id), type, {}, false, std::pair(now, before), std::nullopt, false});
  keys_.emplace_back();
  return table.columns.size() - 1;
}

std::size_t TableMaker::left(std::string id, std::size_t gone, std::size_t here) {
  const std::size_t at = rate(std::move(id), gone, here);
  table.columns[at].left = true;
  return at;
}

void TableMaker::about(std::size_t incidents, std::size_t people) {
  table.columns[incidents].people = people;
}

void TableMaker::row(std::string id, std::string text) {
  table.rows.push_back({std::move(id), std::move(text)});
  table.cells.resize(table.cells.size() + table.columns.size());
  filled_ = table.cells.size() - table.columns.size();
}

ReportCell& TableMaker::next() {
  const auto column = [&] { return filled_ % table.columns.size(); };
  while (table.columns[column()].of) ++filled_;
  const std::size_t at = column();
  ReportCell& cell = table.cells[filled_++];
  if (!keys_[at].empty()) cell.key = keys_[at] + "/" + table.rows.back().id;
  return cell;
}

void TableMaker::put(const Amount& amount) {
  ReportCell& cell = next();
  cell.state = ReportCell::State::value;
  cell.value = amount.value;
  cell.people = amount.people;
}

void TableMaker::put_unknown() { next().state = ReportCell::State::unknown; }
void TableMaker::put_none() { next(); }

void TableMaker::key(std::string key) { table.cells[filled_ - 1].key = std::move(key); }

void TableMaker::total() {
  const std::size_t rows = table.rows.size();
  row("total");
  table.total_row = true;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const ReportColumn& column = table.columns[c];
    if (column.of || !column.adds || column.type == ColumnType::text) continue;
    Amount sum;
    for (std::size_t r = 0; r < rows; ++r) add(sum, {table.at(r, c).value, table.at(r, c).people});
    set(c, sum, keys_[c].empty() ? std::string() : keys_[c] + "/total");
  }
}

void TableMaker::set(std::size_t column, const Amount& amount, std::string key) {
  ReportCell& cell = table.at(table.rows.size() - 1, column);
  cell.state = ReportCell::State::value;
  cell.value = amount.value;
  cell.people = amount.people;
  cell.key = std::move(key);
}

bool TableMaker::last_row_empty() const {
  const auto from = table.cells.end() - static_cast<std::ptrdiff_t>(table.columns.size());
  return std::all_of(from, table.cells.end(), [](const ReportCell& cell) { return cell.value == 0; });
}

void TableMaker::drop_last_row() {
  table.rows.pop_back();
  table.cells.resize(table.cells.size() - table.columns.size());
}

std::vector<SliceRow> Sheet::sector_rows() const {
  std::vector<SliceRow> rows;
  for (std::size_t s = 0; s < sector_count; ++s)
    if (now.sectors[s].pupils.value > 0) rows.push_back({std::string(sector_names[s]), {}, &now.sectors[s]});
  return rows;
}

std::vector<SliceRow> Sheet::age_rows() const {
  std::vector<SliceRow> rows;
  for (std::size_t i = 0; i < now.ages.size(); ++i)
    if (now.ages[i].pupils.value > 0) rows.push_back({age_id(i), {}, &now.ages[i]});
  return rows;
}

std::vector<SliceRow> Sheet::place_rows() const {
  std::vector<SliceRow> rows;
  for (const auto& [code, slice] : now.places) {
    const School* school =
        head().scope == ReportScope::school ? nullptr : parts.setting.calendar->school(code.substr(0, 4));
    rows.push_back({"at:" + code, school == nullptr ? std::string() : school->name, &slice});
  }
  return rows;
}

Slice Sheet::total(const ScopeTally& tally) const {
  Slice sum;
  for (const Slice& slice : tally.sectors) {
    add(sum.pupils, slice.pupils);
    add(sum.counted, slice.counted);
    add(sum.time, slice.time);
    for (std::size_t i = 0; i < sum.hours.size(); ++i) add(sum.hours[i], slice.hours[i]);
    for (std::size_t k = 0; k < melding_kind_count; ++k) add(sum.meldingen[k], slice.meldingen[k]);
    add(sum.melded, slice.melded);
  }
  return sum;
}

}  // namespace verzuim
