// SPDX-License-Identifier: EUPL-1.2
// One invented pupil for the tests of escalation.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verzuim/dossier_entry.hpp"
#include "verzuim/escalation.hpp"

namespace escalating {

using namespace verzuim;

inline const LadderSet& ladders() {
  static const LadderSet set = LadderSet::shipped();
  return set;
}

inline RuleNotes notes() {
  RuleNotes all;
  const Date start = make_date(2020, 8, 1);
  all.add("lpw16", start, {bit(Kind::unauthorised), "16 uur in vier lesweken", "Leerplichtwet"});
  all.add("una-6", start, {bit(Kind::unauthorised), "6 uur ongeoorloofd", "Schoolafspraak"});
  all.add("late", start, {bit(Kind::late), "Te laat", "Schoolafspraak"});
  all.add("mazl", start, {bit(Kind::sick), "Vaak ziekgemeld", "M@ZL"});
  all.add("alles", start, {0b111111, "Tien procent afwezig", "Onderzoek"});
  all.add("concern", start, {0, "Zorg geuit", "M@ZL"});
  return all;
}

inline Date november(int d) { return make_date(2025, 11, 1) + (d - 1); }

/// One invented pupil at one school, with the log that grows run by run.
struct World {
  RuleNotes rules = notes();
  Calendar calendar{Reference::shipped(), {{"99XA", "", "", "Noord", ""}, {"99XB", "", "", "Noord", ""}}, {}};
  std::vector<std::string> schools = {"99XA00", "99XB00"};
  std::vector<std::string> without;
  PupilFacts facts;
  std::vector<DossierEvent> log;
  EscalationSetting setting;

  explicit World(Sector sector = Sector::mbo, Date born = make_date(2008, 5, 1)) {
    setting.ladders = &ladders();
    setting.rules = &rules;
    setting.law = &Law::shipped();
    setting.reference = &Reference::shipped();
    setting.calendar = &calendar;
    setting.schools = &schools;
    setting.without_jeugdarts = &without;
    setting.at = "2025-11-24T08:00:00Z";
    facts.pupil = "P0412";
    Enrolment row;
    row.school = "99XA00";
    row.sector = sector;
    row.from = make_date(2025, 8, 1);
    row.gemeente = "0014";
    row.mentor = "VRZ";
    row.birth_date = born;
    facts.enrolments.push_back(row);
  }
  World(const World&) = delete;

  Signal signal(const std::string& id, const std::string& rule, const std::string& step, Date reached,
                std::optional<Date> due = {}) const {
    Signal s;
    s.id = id;
    s.rule = rule;
    s.valid_from = make_date(2020, 8, 1);
    s.severity = Severity::should;
    s.pupil = facts.pupil;
    s.school = "99XA00";
    s.gemeente = "0014";
    s.reached_on = reached;
    s.due_on = due;
    s.threshold = "1";
    s.step = step;
    return s;
  }

  void absent(Date date, Kind kind = Kind::unauthorised, int school = 0) {
    Absence a;
    a.date = date;
    a.lesson = 1;
    a.kind = kind;
    a.school = school;
    facts.absences.push_back(a);
  }

  Escalated run(Date on, std::vector<Signal> signals = {}) {
    Escalated out = escalate(setting, on, facts, log, std::move(signals));
    for (const DossierEvent& e : out.events) {
      log.push_back(e);
      log.back().number = static_cast<std::int64_t>(log.size());
    }
    return out;
  }

  void record(Date on, const std::string& type, const std::vector<std::string>& words,
              const std::string& role = "mentor") {
    DossierEvent e = event_of(entry_of(type, words), on, role);
    e.recorded_at = setting.at;
    e.dossier = log.front().dossier;
    e.pupil = facts.pupil;
    e.school = log.front().school;
    check_event(e, state(), on);
    check_mention(e, log, *ladders().find(state().ladder));
    log.push_back(complete_event(setting, facts, log, e));
    log.back().number = static_cast<std::int64_t>(log.size());
  }

  DossierState state() const { return fold(log, ladders()); }
};

inline bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}
inline bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}
inline const std::vector<std::string> talk = {"present=pupil,mentor", "cause=other", "need=nothing"};

}  // namespace escalating
