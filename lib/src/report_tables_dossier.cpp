// SPDX-License-Identifier: EUPL-1.2
// The tables about dossiers and meldingen.
#include <algorithm>

#include "report_maker.hpp"

namespace verzuim {
namespace {

/// The nearest rank: the smallest number of days within which that share was done.
std::int64_t percentile(std::vector<int> days, int percent) {
  std::sort(days.begin(), days.end());
  const std::size_t rank = (days.size() * static_cast<std::size_t>(percent) + 99) / 100;
  return days[rank - 1];
}

void put_days(TableMaker& maker, const std::vector<int>& days, int percent) {
  if (days.empty()) return maker.put_none();
  maker.put(Amount{percentile(days, percent), static_cast<std::int64_t>(days.size())});
}

const Amount& found_or_nothing(const std::map<std::string, Amount>& values, const std::string& name) {
  static const Amount nothing;
  const auto at = values.find(name);
  return at == values.end() ? nothing : at->second;
}

void put_both(TableMaker& maker, const Amount& amount) {
  maker.put(Amount{amount.people, amount.people});
  maker.put(amount);
}

std::string outcome_id(const std::string& outcome) {
  return outcome == "open" ? "outcome_open" : "outcome_" + outcome;
}

}  // namespace

ReportTable waiting_table(const Sheet& sheet) {
  TableMaker maker("waiting", "T15");
  const std::size_t done = maker.loose("done", ColumnType::incidents);
  const std::size_t open = maker.loose("waiting", ColumnType::incidents);
  const std::size_t never = maker.loose("never", ColumnType::incidents);
  maker.column("total", ColumnType::incidents, {}, {done, open, never});
  maker.table.columns[3].adds = false;
  maker.loose("median", ColumnType::days);
  maker.loose("p90", ColumnType::days);
  const std::size_t in_term = maker.loose("in_term", ColumnType::incidents);
  maker.rate("rate_in_term", in_term, done);
  const bool compared = sheet.before != nullptr;
  if (compared) maker.loose("median_before", ColumnType::days);
  maker.table.known = sheet.flagged() && sheet.head().has_dossiers;
  const char* names[] = {"first_contact", "first_talk", "to_melding"};
  for (std::size_t i = 0; i < sheet.now.waiting.size(); ++i) {
    const Waiting& waiting = sheet.now.waiting[i];
    const std::int64_t made = waiting.done;
    maker.row(names[i]);
    maker.put(made);
    maker.put(waiting.open);
    maker.put(waiting.people - waiting.open - made);
    maker.put(waiting.people);
    // Both are counted over the same dossiers.
    if (i < 2) maker.key("waited/total");
    put_days(maker, waiting.days, 50);
    put_days(maker, waiting.days, 90);
    // Only the law gives a term for all; those of a ladder differ by step.
    if (i == 2)
      maker.put(waiting.in_term);
    else
      maker.put_none();
    if (!compared) continue;
    // How long a melding took is known from the day of the signal on, and that only of this period.
    if (i < 2 && sheet.knew_dossiers())
      put_days(maker, sheet.before->waiting[i].days, 50);
    else
      maker.put_unknown();
  }
  return std::move(maker.table);
}

ReportTable dossiers_table(const Sheet& sheet) {
  TableMaker maker("dossiers", "T15");
  const std::size_t in_time = maker.column("in_time", ColumnType::incidents);
  const std::size_t overdue = maker.column("overdue", ColumnType::incidents, "overdue");
  maker.column("total", ColumnType::incidents, "dossiers", {in_time, overdue});
  maker.table.known = sheet.head().has_dossiers;
  for (const auto& [key, counts] : sheet.now.dossiers) {
    maker.row(key.first + "/" + key.second);
    maker.put(counts[0]);
    maker.put(counts[1]);
    maker.put(Amount{counts[0].value + counts[1].value, counts[0].people + counts[1].people});
  }
  maker.total();
  return std::move(maker.table);
}

ReportTable ownerless_table(const Sheet& sheet) {
  TableMaker maker("ownerless", "T15");
  const std::size_t owned = maker.loose("owned", ColumnType::incidents);
  const std::size_t missing = maker.loose("ownerless", ColumnType::incidents);
  maker.column("total", ColumnType::incidents, "dossiers", {owned, missing});
  maker.table.columns[2].adds = false;
  maker.table.known = sheet.head().has_dossiers;
  maker.row("total");
  const Amount &all = sheet.now.dossiers_open, &lost = sheet.now.orphans;
  maker.put(all.value - lost.value);
  maker.put(lost);
  maker.put(all);
  return std::move(maker.table);
}

ReportTable meldingen_table(const Sheet& sheet) {
  TableMaker maker("meldingen", "T4");
  const bool before = sheet.before != nullptr;
  const std::size_t pupils = maker.loose("pupils", ColumnType::persons);
  const std::size_t meldingen = maker.column("meldingen", ColumnType::incidents);
  maker.about(meldingen, pupils);
  if (before) {
    const std::size_t old_pupils = maker.loose("pupils_before", ColumnType::persons);
    const std::size_t old_meldingen = maker.column("meldingen_before", ColumnType::incidents);
    maker.about(old_meldingen, old_pupils);
    maker.change("change_pupils", ColumnType::change, pupils, old_pupils);
    maker.change("change_meldingen", ColumnType::change, meldingen, old_meldingen);
  }
  maker.table.known = sheet.head().has_dossiers;
  const Slice now = sheet.total(sheet.now);
  const Slice then = before ? sheet.total(*sheet.before) : Slice{};
  for (std::size_t k = 0; k <= melding_kind_count; ++k) {
    const bool all = k == melding_kind_count;
    const std::string id = all ? "total" : std::string(melding_names[k]);
    const std::string key = all ? "melding/total" : "melding:" + id + "/total";
    maker.row(id);
    for (const auto& [slice, prefix] : {std::pair(&now, ""), std::pair(&then, "before/")}) {
      if (slice == &then && !before) continue;
      const Amount& amount = all ? slice->melded : slice->meldingen[k];
      if (slice == &then && !sheet.knew_dossiers()) {
        maker.put_unknown();
        maker.put_unknown();
        continue;
      }
      maker.put(Amount{amount.people, amount.people});
      maker.key(all ? std::string(prefix) + "melded/total" : std::string(prefix) + "melded:" + id + "/total");
      maker.put(amount);
      maker.key(prefix + key);
    }
  }
  maker.table.total_row = true;
  return std::move(maker.table);
}

ReportTable meldingen_by(const Sheet& sheet, std::string id, std::string number,
                         const std::vector<SliceRow>& rows) {
  TableMaker maker(std::move(id), std::move(number));
  std::vector<std::size_t> parts;
  for (const std::string_view kind : melding_names)
    parts.push_back(maker.column(std::string(kind), ColumnType::incidents, "melding:" + std::string(kind)));
  const std::size_t meldingen = maker.column("meldingen", ColumnType::incidents, "melding", parts);
  maker.about(meldingen, maker.column("pupils", ColumnType::persons, "melded"));
  maker.table.known = sheet.head().has_dossiers;
  for (const SliceRow& row : rows) {
    maker.row(row.id, row.text);
    for (const Amount& kind : row.slice->meldingen) maker.put(kind);
    maker.put(row.slice->melded);
    maker.put(Amount{row.slice->melded.people, row.slice->melded.people});
    if (maker.last_row_empty()) maker.drop_last_row();
  }
  maker.total();
  return std::move(maker.table);
}

/// Of the school year of the report and those before it; a year before the first dossier is not known.
ReportTable years_table(const Sheet& sheet) {
  TableMaker maker("meldingen_years", "P7");
  const std::vector<Period>& years = sheet.parts.years;
  for (std::size_t n = years.size(); n-- > 0;) maker.column("year_" + years[n].name, ColumnType::incidents);
  maker.column("year_" + school_year_text(sheet.head().period.from), ColumnType::incidents);
  maker.table.known = sheet.head().has_dossiers;
  const Slice now = sheet.total(sheet.now);
  for (std::size_t k = 0; k <= melding_kind_count; ++k) {
    const bool all = k == melding_kind_count;
    const std::string kind = all ? "" : ":" + std::string(melding_names[k]);
    maker.row(all ? "total" : std::string(melding_names[k]));
    for (std::size_t n = years.size(); n-- > 0;) {
      const auto year = sheet.now.years.find(static_cast<int>(n) + 1);
      if (year == sheet.now.years.end() || !sheet.parts.knows_dossiers(years[n])) {
        maker.put_unknown();
        continue;
      }
      maker.put(all ? year->second.all : year->second.by_kind[k]);
      // The year before may be what the report is compared with.
      const auto& before = sheet.head().before;
      if (sheet.before != nullptr && before && before->from == years[n].from &&
          before->until == years[n].until)
        maker.key("before/melding" + kind + "/total");
    }
    maker.put(all ? now.melded : now.meldingen[k]);
    maker.key("melding" + kind + "/total");
  }
  maker.table.total_row = true;
  return std::move(maker.table);
}

ReportTable lasting_table(const Sheet& sheet) {
  TableMaker maker("lasting", "T10");
  const std::size_t start = maker.column("at_start", ColumnType::incidents);
  const std::size_t fresh = maker.column("new", ColumnType::incidents);
  maker.column("total", ColumnType::incidents, {}, {start, fresh});
  maker.table.known = sheet.head().has_dossiers;
  for (const char* state :
       {"open_short", "open_long", "back", "offer", "exemption", "moved", "other", "ended", "withdrawn"}) {
    const auto found = sheet.now.lasting.find(state);
    const std::array<Amount, 2> counts =
        found == sheet.now.lasting.end() ? std::array<Amount, 2>{} : found->second;
    maker.row(std::string("lasting_") + state);
    maker.put(counts[0]);
    maker.put(counts[1]);
    maker.put(Amount{counts[0].value + counts[1].value, counts[0].people + counts[1].people});
  }
  maker.total();
  return std::move(maker.table);
}

ReportTable routes_table(const Sheet& sheet) {
  TableMaker maker("routes", "T14");
  maker.loose("pupils", ColumnType::persons);
  maker.about(maker.loose("routes", ColumnType::incidents), 0);
  maker.table.known = sheet.head().has_dossiers;
  for (const char* path : {"help", "halt", "civil", "criminal", "school"}) {
    maker.row(std::string("path_") + path);
    put_both(maker, found_or_nothing(sheet.now.routes, path));
  }
  return std::move(maker.table);
}

ReportTable outcomes_table(const Sheet& sheet) {
  TableMaker maker("outcomes", "T14");
  std::vector<std::size_t> parts;
  for (const auto& [outcome, counts] : sheet.now.outcomes)
    parts.push_back(maker.column(outcome_id(outcome), ColumnType::incidents));
  maker.column("meldingen", ColumnType::incidents, {}, parts);
  maker.table.known = sheet.head().has_dossiers;
  for (std::size_t k = 0; k < melding_kind_count; ++k) {
    Amount all;
    maker.row(std::string(melding_names[k]));
    for (const auto& [outcome, counts] : sheet.now.outcomes) {
      maker.put(counts[k]);
      all.value += counts[k].value;
      all.people += counts[k].people;
    }
    maker.put(all);
    maker.key("melding:" + std::string(melding_names[k]) + "/total");
    if (maker.last_row_empty()) maker.drop_last_row();
  }
  return std::move(maker.table);
}

std::vector<std::string> measures_of(const Sheet& sheet, std::string_view prefix) {
  std::vector<std::string> names;
  for (const auto& [name, amount] : sheet.now.measures)
    if (name.starts_with(prefix)) names.push_back(name);
  return names;
}

ReportTable measures_table(const Sheet& sheet, std::string id, std::string number,
                           const std::vector<std::string>& names) {
  TableMaker maker(std::move(id), std::move(number));
  maker.loose("pupils", ColumnType::persons, "measured");
  maker.about(maker.loose("times", ColumnType::incidents, "measure"), 0);
  maker.table.known = sheet.head().has_dossiers;
  for (const std::string& name : names) {
    maker.row(name);
    put_both(maker, found_or_nothing(sheet.now.measures, name));
  }
  return std::move(maker.table);
}

}  // namespace verzuim
