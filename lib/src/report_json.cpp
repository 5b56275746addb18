// SPDX-License-Identifier: EUPL-1.2
// A report as JSON. A cell is a number or a text; null where there is nothing to tell, and otherwise an
// object that says why there is no number.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "report_frame.hpp"
#include "report_grid.hpp"
#include "report_notes.hpp"
#include "report_records.hpp"

namespace verzuim {
namespace {

using Json = nlohmann::ordered_json;
using State = ReportCell::State;

constexpr std::array<std::string_view, column_type_count> type_names = {
    "persons", "incidents", "hours", "rate", "working_days", "expected", "change", "points", "text"};
constexpr std::array<std::string_view, column_type_count> unit_names = {
    "persons", "times", "clock hours", "percent", "working days", "times", "", "percentage points", ""};
constexpr std::array<std::string_view, 3> scope_names = {"gemeente", "school", "region"};

Json cell_json(ColumnType type, const ReportCell& cell) {
  if (cell.state == State::withheld) return {{"withheld", true}};
  if (cell.state == State::unknown) return {{"unknown", true}};
  if (cell.state == State::none) return nullptr;
  if (type == ColumnType::text) return cell.text;
  const std::string text = number_text(type, cell);
  // The same digits as in every other format, read once.
  if (text.find('.') == std::string::npos) return cell.value;
  return std::strtod(text.c_str(), nullptr);
}

Json period_json(const Period& period) {
  return {{"from", to_string(period.from)}, {"until", to_string(period.until)}, {"name", period.name}};
}

Json head_json(const Report& report, const DocumentOptions& options) {
  const ReportHead& head = report.head;
  Json out;
  out["kind"] = report.kind;
  out["scope"] = scope_names[static_cast<std::size_t>(head.scope)];
  out["code"] = report.code;
  out["name"] = report.name;
  out["period"] = period_json(head.period);
  if (head.before) out["before"] = period_json(*head.before);
  out["on"] = to_string(head.on);
  out["rules"] = head.rules;
  out["rules_applied_on"] = head.flagged_on ? Json(to_string(*head.flagged_on)) : Json(nullptr);
  out["program"] = head.program;
  out["made_at"] = head.made_at;
  out["withhold"] = head.withhold;
  out["interval"] = head.interval;
  out["round"] = head.round;
  out["sickness_totals"] = head.sickness_totals;
  out["undecided"] = cell_json(ColumnType::persons, report.undecided);
  out["without_gemeente"] = cell_json(ColumnType::persons, report.without_gemeente);
  out["silent_schools"] = report.silent_schools;
  out["schools_without_region"] = report.schools_no_region;
  out["missing"] = missing(report, options).items;
  Json sources = Json::array();
  for (const ReportSource& s : head.sources)
    sources.push_back({{"file", s.file},
                       {"sha256", s.sha256},
                       {"kind", s.kind},
                       {"rows", s.rows},
                       {"rejected", s.rejected < 0 ? Json(nullptr) : Json(s.rejected)}});
  out["sources"] = std::move(sources);
  return out;
}

Json table_json(const ReportTable& table, const DocumentOptions& options) {
  Json out;
  out["id"] = table.id;
  out["number"] = table.number;
  out["title"] = words_of(table).caption.in(options.language);
  out["known"] = table.known;
  out["columns"] = Json::array();
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const ReportColumn& column = table.columns[c];
    const auto type = static_cast<std::size_t>(column.type);
    Json one{{"id", column.id},
             {"label", column_text(table, c, options.language)},
             {"type", type_names[type]},
             {"unit", unit_names[type]}};
    if (column.type == ColumnType::rate) {
      one["numerator"] = table.columns[column.of->first].id;
      one["denominator"] = table.columns[column.of->second].id;
      if (column.left) one["estimate"] = "product-limit";
    }
    out["columns"].push_back(std::move(one));
  }
  out["rows"] = Json::array();
  for (std::size_t r = 0; table.known && r < table.rows.size(); ++r) {
    Json cells = Json::array();
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      cells.push_back(cell_json(table.columns[c].type, table.at(r, c)));
    out["rows"].push_back(
        {{"id", table.rows[r].id}, {"label", row_text(table, r, options)}, {"cells", std::move(cells)}});
  }
  return out;
}

}  // namespace

std::string write_json(const Report& report, const DocumentOptions& options) {
  Json out;
  out["report"] = head_json(report, options);
  out["tables"] = Json::array();
  for (const ReportTable& table : report.tables) out["tables"].push_back(table_json(table, options));
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace verzuim
