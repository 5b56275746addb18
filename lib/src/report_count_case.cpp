// SPDX-License-Identifier: EUPL-1.2
// Counting dossiers: where they stand, meldingen, what was done and how long it took.
#include <algorithm>

#include "report_tally.hpp"
#include "verzuim/disclosure.hpp"

namespace verzuim {
namespace {

bool within(const Period& period, Date date) { return period.from <= date && date <= period.until; }

/// What is added up for one pupil first, so that people are counted once.
struct PupilSums {
  std::array<std::int64_t, melding_kind_count> meldingen{};
  std::int64_t melded = 0;
  std::map<std::string, std::int64_t> measures, routes;
  std::map<std::string, std::array<std::int64_t, 2>> lasting;
  std::map<std::string, std::array<std::int64_t, melding_kind_count>> outcomes;

  void note(const Period& period, const std::string& measure, const std::vector<Date>& dates) {
    for (const Date date : dates)
      if (within(period, date)) ++measures[measure];
  }
};

/// What became of a long absence: still going on, and for how long, or how it ended.
std::string lasting_state(const CaseFacts& one, const CaseMelding& melding, Date end) {
  const bool over = melding.ended_on && *melding.ended_on <= end;
  if (melding.withdrawn() && over) return "withdrawn";
  if (!over) {
    const bool long_ago = add_months(melding.begin, report_classes().long_months) <= end;
    return long_ago ? "open_long" : "open_short";
  }
  if (one.outcome == "back-full" || one.outcome == "back-part") return "back";
  if (one.outcome == "exemption" || one.outcome == "moved") return one.outcome;
  if (one.outcome == "other-course" || one.outcome == "work") return "offer";
  return one.outcome.empty() ? "ended" : "other";
}

void count_lasting(PupilSums& sums, const CaseFacts& one, const CaseMelding& melding, const Period& period) {
  if (melding.kind != "lrv" || melding.on > period.until) return;
  if (melding.ended_on && *melding.ended_on < period.from) return;
  const std::size_t when = melding.on < period.from ? 0 : 1;
  ++sums.lasting[lasting_state(one, melding, period.until)][when];
}

void count_meldingen(PupilSums& sums, const CaseFacts& one, const Period& period) {
  for (const CaseMelding& melding : one.meldingen) {
    count_lasting(sums, one, melding, period);
    if (!within(period, melding.on) || melding.withdrawn()) continue;
    const auto at = std::find(melding_names.begin(), melding_names.end(), melding.kind);
    if (at == melding_names.end()) continue;
    const auto kind = static_cast<std::size_t>(at - melding_names.begin());
    ++sums.meldingen[kind];
    ++sums.melded;
    ++sums.outcomes[one.open ? "open" : one.outcome.empty() ? "unknown" : one.outcome][kind];
  }
}

void count_prevention_talks(PupilSums& sums, const CaseFacts& one, const Period& period) {
  sums.note(period, "prevention_talk", one.prevention_talks);
  for (const CaseVerslag& verslag : one.verslagen) {
    if (!within(period, verslag.on)) continue;
    ++sums.measures["verslag"];
    ++sums.measures["verslag:" + verslag.gemeente];
  }
  if (one.prevention_talks.empty()) return;
  const Date first = *std::min_element(one.prevention_talks.begin(), one.prevention_talks.end());
  if (!within(period, first)) return;
  sums.note(period, "parents_informed", one.parents_informed);
  sums.note(period, "leerplicht_informed", one.leerplicht_informed);
  for (const CaseMelding& melding : one.meldingen)
    if (!melding.withdrawn() && melding.on >= first && within(period, melding.on))
      ++sums.measures["reported_after"];
}

/// What was agreed in dossiers that were opened in the period, as it stands now.
void count_afspraken(PupilSums& sums, const CaseFacts& one, const Period& period) {
  if (!within(period, one.opened_on)) return;
  sums.measures["afspraak"] += one.afspraken;
  sums.measures["afspraak_kept"] += one.kept;
  sums.measures["afspraak_broken"] += one.broken;
  sums.measures["afspraak_overdue"] += one.overdue;
}

void count_together(PupilSums& sums, const CaseFacts& one, const Period& period, bool doctors) {
  for (const CaseKnooppunt& table : one.knooppunten) {
    if (!within(period, table.on)) continue;
    ++sums.measures["knooppunt"];
    if (table.pupil) ++sums.measures["knooppunt_pupil"];
    if (table.parents) ++sums.measures["knooppunt_parents"];
    if (table.pupil && table.parents) ++sums.measures["knooppunt_both"];
    for (const std::string& party : std::set<std::string>(table.parties.begin(), table.parties.end()))
      // Where sickness is not told, neither is a doctor.
      if (!party.empty() && (doctors || holder_of(party) != RoleHolder::jgz))
        ++sums.measures["party:" + party];
  }
  for (const CaseHandover& handover : one.handovers) {
    if (!within(period, handover.on)) continue;
    ++sums.measures["handover"];
    if (handover.accepted_on) ++sums.measures["handover_accepted"];
    if (!handover.away) continue;
    // Within a school the dossier goes on; a story and an A4 belong to a change of school or gemeente.
    ++sums.measures["handover_away"];
    if (handover.story) ++sums.measures["handover_story"];
    if (handover.a4) ++sums.measures["handover_a4"];
    if (handover.with_pupil) ++sums.measures["handover_a4_pupil"];
    if (handover.accepted_on) ++sums.measures["handover_arrived"];
    if (handover.accepted_on && handover.talked) ++sums.measures["handover_talk"];
  }
  for (const CaseRoute& route : one.routes)
    if (within(period, route.on)) ++sums.routes[route.path];
  if (!doctors) return;
  // A consult that was held without being asked for was asked for all the same.
  const auto held = std::max(one.consults_held.size(), one.advices.empty() ? std::size_t{0} : std::size_t{1});
  const auto asked = std::max(one.consults_asked.size(), held);
  if (asked == 0 || !within(period, one.opened_on)) return;
  sums.measures["consult"] += static_cast<std::int64_t>(asked);
  sums.measures["consult_held"] += static_cast<std::int64_t>(held);
  if (!one.advices.empty()) ++sums.measures["consult_advice"];
}

void count_open(const Reports::Parts& parts, ScopeTally& tally, const CaseFacts& one) {
  if (!one.open) return;
  const bool overdue = one.due_on && *one.due_on < parts.head.on;
  tally.dossiers[{one.step, one.owner}][overdue ? 1 : 0].add(1);
  tally.dossiers_open.add(1);
  tally.orphans.add(one.orphan ? 1 : 0);
}

void count_exemptions(ScopeTally& tally, const Counted& pupil) {
  std::map<std::string, std::size_t> found;
  for (const Exemption& e : pupil.facts.exemptions) {
    if (e.from > pupil.period.until || e.until < pupil.period.from) continue;
    const std::size_t when = e.from <= pupil.period.from ? 0 : 1;
    const auto at = found.try_emplace(e.article, when).first;
    at->second = std::min(at->second, when);
  }
  for (const auto& [article, when] : found) {
    tally.exemptions[article][when].add(1);
    tally.telling[pupil.sector]["exempt-" + article].add(1);
  }
}

/// The items of the yearly statement; it is about those with leerplicht or kwalificatieplicht.
void count_telling(ScopeTally& tally, const Counted& pupil, const PupilSums& sums) {
  if (pupil.duty != Duty::leerplichtig && pupil.duty != Duty::kwalificatieplichtig) return;
  auto& items = tally.telling[pupil.sector];
  const auto made = [&](std::string_view kind) {
    const auto at = std::find(melding_names.begin(), melding_names.end(), kind);
    return sums.meldingen[static_cast<std::size_t>(at - melding_names.begin())];
  };
  for (const std::string_view kind : {"16-uur", "luxe"}) items[std::string(kind)].add(made(kind) > 0 ? 1 : 0);
  std::array<std::int64_t, 2> lasting{};
  bool is_long = false;
  for (const auto& [state, counts] : sums.lasting) {
    if (state == "withdrawn") continue;
    for (std::size_t when : {0u, 1u}) lasting[when] += counts[when];
    is_long = is_long || state == "open_long";
  }
  items["lrv_start"].add(lasting[0] > 0 ? 1 : 0);
  items["lrv_new"].add(lasting[1] > 0 && lasting[0] == 0 ? 1 : 0);
  items["lrv_long"].add(is_long ? 1 : 0);
  for (const auto& [path, name] : {std::pair{"halt", "halt"}, std::pair{"criminal", "proces-verbaal"}})
    items[name].add(sums.routes.contains(path) ? 1 : 0);
}

void add_sums(ScopeTally& tally, const Counted& pupil, const PupilSums& sums) {
  for (Slice* slice : pupil.slices) {
    for (std::size_t k = 0; k < melding_kind_count; ++k) slice->meldingen[k].add(sums.meldingen[k]);
    slice->melded.add(sums.melded);
  }
  for (const auto& [name, count] : sums.measures) tally.measures[name].add(count);
  for (const auto& [path, count] : sums.routes) tally.routes[path].add(count);
  for (const auto& [state, counts] : sums.lasting)
    for (std::size_t when = 0; when < counts.size(); ++when) tally.lasting[state][when].add(counts[when]);
  for (const auto& [outcome, counts] : sums.outcomes)
    for (std::size_t k = 0; k < counts.size(); ++k) tally.outcomes[outcome][k].add(counts[k]);
}

}  // namespace

void count_cases(Reports::Parts& parts, ScopeTally& tally, const Counted& pupil) {
  const bool school = parts.head.scope == ReportScope::school;
  PupilSums sums;
  for (const CaseFacts& one : pupil.notes.cases) {
    // A melding is the gemeente's whatever the dossier rests on.
    count_meldingen(sums, one, pupil.period);
    if (!school && !one.for_gemeente) continue;
    count_prevention_talks(sums, one, pupil.period);
    count_together(sums, one, pupil.period, parts.head.all_kinds());
    count_afspraken(sums, one, pupil.period);
    sums.note(pupil.period, "talk", one.talks);
    sums.note(pupil.period, "gemeente_talk", one.gemeente_talks);
    count_waiting(parts, tally, pupil, one);
    if (pupil.when != 0) continue;
    if (school || !one.of_jeugdarts) count_open(parts, tally, one);
  }
  if (pupil.when == 0) {
    count_melding_wait(parts, tally, pupil);
    count_exemptions(tally, pupil);
  }
  count_telling(tally, pupil, sums);
  add_sums(tally, pupil, sums);
}

}  // namespace verzuim
