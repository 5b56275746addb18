// SPDX-License-Identifier: EUPL-1.2
// The tables on where prevention works, and the yearly statement.
#include <algorithm>

#include "report_maker.hpp"

namespace verzuim {
namespace {

const Amount& found_or_nothing(const std::map<std::string, Amount>& values, const std::string& name) {
  static const Amount nothing;
  const auto at = values.find(name);
  return at == values.end() ? nothing : at->second;
}

/// Visits each sector with its row.
template <class Visit>
void each_sector(const Sheet& sheet, TableMaker& maker, const Visit& visit) {
  for (std::size_t s = 0; s < sector_count; ++s) {
    maker.row(std::string(sector_names[s]));
    visit(sheet.now.solved[s]);
    if (maker.last_row_empty()) maker.drop_last_row();
  }
}

template <std::size_t n>
Amount sum_of(const std::array<Amount, n>& amounts) {
  Amount sum;
  for (const Amount& amount : amounts) {
    sum.value += amount.value;
    sum.people += amount.people;
  }
  return sum;
}

}  // namespace

ReportTable solved_table(const Sheet& sheet) {
  TableMaker maker("solved", "");
  std::vector<std::size_t> parts;
  for (const char* id : {"solved_mentor", "solved_school", "with_gemeente", "closed_otherwise", "still_open"})
    parts.push_back(maker.column(id, ColumnType::incidents));
  const std::size_t all = maker.column("total", ColumnType::incidents, {}, parts);
  maker.rate("rate_mentor", parts[0], all);
  maker.table.known = sheet.head().has_dossiers;
  each_sector(sheet, maker, [&](const Solved& solved) {
    for (const Amount& amount : solved.by) maker.put(amount);
    maker.put(sum_of(solved.by));
  });
  maker.total();
  return std::move(maker.table);
}

ReportTable sixteen_table(const Sheet& sheet) {
  TableMaker maker("before_sixteen", "");
  std::vector<std::size_t> parts;
  for (const char* id : {"solved_below", "still_below", "reached"})
    parts.push_back(maker.column(id, ColumnType::incidents));
  const std::size_t all = maker.column("total", ColumnType::incidents, {}, parts);
  maker.rate("rate_below", parts[0], all);
  maker.table.known = sheet.head().has_dossiers;
  each_sector(sheet, maker, [&](const Solved& solved) {
    for (const Amount& amount : solved.sixteen) maker.put(amount);
    maker.put(sum_of(solved.sixteen));
  });
  maker.total();
  return std::move(maker.table);
}

ReportTable talk_table(const Sheet& sheet) {
  TableMaker maker("around_talk", "");
  maker.column("pupils", ColumnType::persons);
  const std::size_t possible = maker.column("possible_before", ColumnType::hours);
  const std::size_t missed = maker.column("missed_before", ColumnType::hours);
  const std::size_t before = maker.rate("rate_before", missed, possible);
  const std::size_t possible_after = maker.column("possible_after", ColumnType::hours);
  const std::size_t missed_after = maker.column("missed_after", ColumnType::hours);
  const std::size_t after = maker.rate("rate_after", missed_after, possible_after);
  maker.change("points", ColumnType::points, after, before);
  maker.table.known = sheet.head().has_dossiers;
  each_sector(sheet, maker, [&](const Solved& solved) {
    maker.put(solved.talked);
    for (const Amount* amount :
         {&solved.before_possible, &solved.before_missed, &solved.after_possible, &solved.after_missed})
      maker.put(*amount);
  });
  maker.total();
  return std::move(maker.table);
}

ReportTable met_table(const Sheet& sheet) {
  TableMaker maker("steps_met", "");
  const std::size_t asked = maker.loose("asked", ColumnType::incidents);
  const std::size_t met = maker.loose("met", ColumnType::incidents);
  maker.rate("rate_met", met, asked);
  maker.table.known = sheet.head().has_dossiers;
  const auto row = [&](const std::string& of, const std::string& done) {
    maker.row("met_" + done);
    maker.put(found_or_nothing(sheet.now.measures, of));
    maker.key("measure/" + of);
    maker.put(found_or_nothing(sheet.now.measures, done));
    maker.key("measure/" + done);
  };
  // That a doctor was asked is about illness; outside the school it is told only where such totals are.
  if (sheet.head().all_kinds()) row("consult", "consult_held");
  row("knooppunt", "knooppunt_both");
  row("handover", "handover_accepted");
  row("handover_away", "handover_a4");
  row("handover_a4", "handover_a4_pupil");
  row("handover_arrived", "handover_talk");
  return std::move(maker.table);
}

ReportTable funnel_table(const Sheet& sheet) {
  TableMaker maker("funnel", "P6");
  maker.loose("pupils", ColumnType::persons);
  maker.table.known = sheet.flagged() && sheet.head().has_dossiers;
  const auto row = [&](const char* id, std::int64_t people, const char* key = "") {
    maker.row(id);
    maker.put(people);
    if (*key != 0) maker.key(key);
  };
  row("funnel_signal", sheet.now.signalled.people, "signalled/total");
  row("funnel_talk", found_or_nothing(sheet.now.measures, "talk").people, "measured/talk");
  if (sheet.head().all_kinds())
    row("funnel_doctor", found_or_nothing(sheet.now.measures, "consult").people, "measured/consult");
  row("funnel_knooppunt", found_or_nothing(sheet.now.measures, "knooppunt").people, "measured/knooppunt");
  row("funnel_melding", sheet.total(sheet.now).melded.people, "melded/total");
  row("funnel_gemeente", found_or_nothing(sheet.now.measures, "gemeente_talk").people);
  return std::move(maker.table);
}

ReportTable telling_table(const Sheet& sheet) {
  TableMaker maker("telling", "T20");
  std::vector<std::size_t> parts;
  for (const std::string_view sector : sector_names)
    parts.push_back(maker.loose(std::string(sector), ColumnType::persons));
  maker.column("total", ColumnType::persons, {}, parts);
  maker.table.columns.back().adds = false;
  const auto row = [&](const std::string& id, bool known, const std::string& key = {}) {
    maker.row("telling_" + id);
    Amount all;
    for (std::size_t s = 0; s < sector_count; ++s) {
      const Amount& amount = found_or_nothing(sheet.now.telling[s], id);
      all.value += amount.people;
      if (known)
        maker.put(Amount{amount.people, amount.people});
      else
        maker.put_unknown();
    }
    if (known)
      maker.put(all.value);
    else
      maker.put_unknown();
    if (!key.empty()) maker.key(key);
  };
  const bool known = sheet.head().has_dossiers;
  for (const char* id : {"absolute", "absolute_long", "absolute_solved"}) row(id, false);
  // Where all of them have a duty, these are numbers that the report has too.
  for (const std::string id : {"16-uur", "luxe"}) row(id, known, "melded:" + id + "/total");
  for (const char* id : {"lrv_start", "lrv_new", "lrv_long"}) row(id, known);
  for (const std::string_view article : exemption_articles)
    if (article != "11f" && article != "11g") row("exempt-" + std::string(article), true);
  for (const char* id : {"halt", "proces-verbaal"}) row(id, known);
  return std::move(maker.table);
}

}  // namespace verzuim
