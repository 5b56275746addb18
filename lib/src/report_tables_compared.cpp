// SPDX-License-Identifier: EUPL-1.2
// The tables that set a period beside the same days of the year before.
#include <algorithm>

#include "report_maker.hpp"

namespace verzuim {

ReportTable compared_counts(const Sheet& sheet) {
  TableMaker maker("compared_counts", "T2");
  const std::size_t now = maker.loose("now", ColumnType::persons);
  const std::size_t before = maker.loose("before", ColumnType::persons);
  maker.change("change", ColumnType::change, now, before);
  const Slice here = sheet.total(sheet.now), then = sheet.total(*sheet.before);
  const auto row = [&](const std::string& id, const Amount& first, const Amount& second,
                       const std::string& key, bool known = true, bool knew = true) {
    maker.row(id);
    for (const auto& [amount, prefix] : {std::pair(&first, ""), std::pair(&second, "before/")}) {
      if (known && (knew || amount == &first))
        maker.put(Amount{amount->people, amount->people});
      else
        maker.put_unknown();
      maker.key(prefix + key);
    }
  };
  const auto any = [](const Slice& slice) {
    Amount sum;
    for (std::size_t i = 1; i + 1 < slice.hours.size(); ++i) sum.people += slice.hours[i].people;
    return sum;
  };
  row("compared_pupils", here.pupils, then.pupils, "pupils/total");
  row("compared_unauthorised", any(here), any(then), "unauthorised:any/total");
  row("compared_16", here.hours[here.hours.size() - 2], then.hours[then.hours.size() - 2],
      "unauthorised:" + class_ids(report_classes().hours)[here.hours.size() - 2] + "/total");
  row("compared_signalled", sheet.now.signalled, sheet.before->signalled, "signalled/total", sheet.flagged());
  row("compared_melded", here.melded, then.melded, "melded/total", sheet.head().has_dossiers,
      sheet.knew_dossiers());
  return std::move(maker.table);
}

ReportTable compared_rates(const Sheet& sheet) {
  TableMaker maker("compared_rates", "T2");
  const std::size_t missed = maker.loose("missed_now", ColumnType::hours);
  const std::size_t possible = maker.loose("possible_now", ColumnType::hours);
  const std::size_t now = maker.rate("rate_now", missed, possible);
  const std::size_t old_missed = maker.loose("missed_before", ColumnType::hours);
  const std::size_t old_possible = maker.loose("possible_before", ColumnType::hours);
  const std::size_t before = maker.rate("rate_before", old_missed, old_possible);
  maker.change("points", ColumnType::points, now, before);
  const TimeSpent here = sheet.total(sheet.now).time, then = sheet.total(*sheet.before).time;
  const auto row = [&](const char* id, const Amount& first, const Amount& second, const std::string& key) {
    maker.row(id);
    for (const auto& [amount, time, prefix] :
         {std::tuple(&first, &here, ""), std::tuple(&second, &then, "before/")}) {
      maker.put(*amount);
      maker.key(prefix + key);
      maker.put(time->possible);
      maker.key(std::string(prefix) + "possible/total");
    }
  };
  const bool all = sheet.head().all_kinds();
  row("compared_missed", all ? here.all : here.open, all ? then.all : then.open, "missed/total");
  const auto kind = static_cast<std::size_t>(Kind::unauthorised);
  row("compared_unauthorised_time", here.missed[kind], then.missed[kind], "missed:unauthorised/total");
  return std::move(maker.table);
}

ReportTable compared_bands(const Sheet& sheet) {
  const ReportClasses& classes = report_classes();
  TableMaker maker("compared_bands", "T3");
  const std::size_t now = maker.column("now", ColumnType::persons);
  const std::size_t before = maker.column("before", ColumnType::persons);
  maker.change("change", ColumnType::change, now, before);
  const auto sum = [](const ScopeTally& tally, std::size_t band) {
    Amount all;
    for (const Amounts& sector : tally.bands) {
      all.value += sector[band].value;
      all.people += sector[band].people;
    }
    return all;
  };
  const std::size_t bands = classes.percent.size() + 1;
  for (std::size_t i = 0; i < bands + 2; ++i) {
    const std::string id = i < bands    ? share_id(classes.percent, i)
                           : i == bands ? "short"
                                        : std::string(unknown_id);
    maker.row(i < bands ? "share_" + id : id);
    maker.put(sum(sheet.now, i));
    maker.key(i < bands ? "band:" + id + "/total" : "bands|total|" + id);
    maker.put(sum(*sheet.before, i));
  }
  maker.total();
  // The people of the report, in classes.
  for (const auto& [column, prefix] : {std::pair(now, ""), std::pair(before, "before/")})
    maker.table.at(maker.table.rows.size() - 1, column).key = std::string(prefix) + "pupils/total";
  return std::move(maker.table);
}

namespace {

/// A share of prevention: what it is called, and how many of how many.
struct Part {
  std::string id;
  Amount part, whole;
  std::string part_key, whole_key;
};

const Amount& measured(const ScopeTally& tally, const std::string& name) {
  static const Amount nothing;
  const auto at = tally.measures.find(name);
  return at == tally.measures.end() ? nothing : at->second;
}

template <std::size_t n>
Amount added(const std::array<Solved, sector_count>& solved, std::array<Amount, n> Solved::*of,
             std::size_t first, std::size_t last) {
  Amount sum;
  for (const Solved& sector : solved)
    for (std::size_t i = first; i <= last; ++i) {
      sum.value += (sector.*of)[i].value;
      sum.people += (sector.*of)[i].people;
    }
  return sum;
}

std::vector<Part> parts_of(const ScopeTally& tally, bool doctors) {
  const Waiting& talk = tally.waiting[1];
  std::vector<Part> parts = {
      {"solved_mentor", added(tally.solved, &Solved::by, 0, 0), added(tally.solved, &Solved::by, 0, 4),
       "solved|total|solved_mentor", "solved|total|total"},
      {"solved_below", added(tally.solved, &Solved::sixteen, 0, 0),
       added(tally.solved, &Solved::sixteen, 0, 2), "before_sixteen|total|solved_below",
       "before_sixteen|total|total"},
      {"first_talk",
       {talk.done, talk.done},
       {talk.people, talk.people},
       "waiting|first_talk|done",
       "waited/total"}};
  const auto met = [&](const std::string& of, const std::string& done) {
    parts.push_back(
        {"met_" + done, measured(tally, done), measured(tally, of), "measure/" + done, "measure/" + of});
  };
  if (doctors) met("consult", "consult_held");
  met("knooppunt", "knooppunt_both");
  met("handover", "handover_accepted");
  met("handover_away", "handover_a4");
  met("handover_a4", "handover_a4_pupil");
  met("handover_arrived", "handover_talk");
  return parts;
}

}  // namespace

ReportTable prevention_table(const Sheet& sheet) {
  TableMaker maker("prevention", "");
  const bool compared = sheet.before != nullptr;
  const std::size_t part = maker.loose("part_now", ColumnType::incidents);
  const std::size_t whole = maker.loose("whole_now", ColumnType::incidents);
  const std::size_t now = maker.rate("rate_now", part, whole);
  if (compared) {
    const std::size_t old_part = maker.loose("part_before", ColumnType::incidents);
    const std::size_t old_whole = maker.loose("whole_before", ColumnType::incidents);
    maker.change("points", ColumnType::points, now, maker.rate("rate_before", old_part, old_whole));
  }
  maker.table.known = sheet.flagged() && sheet.head().has_dossiers;
  const bool doctors = sheet.head().all_kinds();
  const std::vector<Part> here = parts_of(sheet.now, doctors);
  const std::vector<Part> then = compared ? parts_of(*sheet.before, doctors) : std::vector<Part>();
  const auto put = [&](const Amount& amount, const std::string& key, bool known) {
    if (!known) return maker.put_unknown();
    maker.put(amount);
    maker.key(key);
  };
  for (std::size_t i = 0; i < here.size(); ++i) {
    maker.row(here[i].id);
    put(here[i].part, here[i].part_key, true);
    put(here[i].whole, here[i].whole_key, true);
    if (!compared) continue;
    put(then[i].part, "before/" + then[i].part_key, sheet.knew_dossiers());
    put(then[i].whole, "before/" + then[i].whole_key, sheet.knew_dossiers());
  }
  return std::move(maker.table);
}

}  // namespace verzuim
