// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/melding.hpp"

#include <algorithm>
#include <map>

#include "escalation_case.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/dossier_entry.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// What a melding of this kind is about when no signal says it.
KindSet usual_kinds(std::string_view kind) {
  const auto unauthorised = bit(Kind::unauthorised);
  return kind == "overig" ? static_cast<KindSet>(unauthorised | bit(Kind::late) | bit(Kind::removed))
                          : unauthorised;
}

/// Only what a gemeente may know of, whatever a rule counts.
KindSet open_kinds(KindSet kinds) {
  KindSet open = 0;
  for (std::size_t i = 0; i < kind_names.size(); ++i)
    if (const KindSet kind = bit(static_cast<Kind>(i));
        (kinds & kind) != 0 && may_see(RoleHolder::gemeente, kind))
      open = static_cast<KindSet>(open | kind);
  return open;
}

std::vector<MeldingDay> days_of(const std::vector<const Absence*>& absences) {
  std::map<Date, MeldingDay> days;
  for (const Absence* absence : absences) {
    MeldingDay& day = days[absence->date];
    const bool first = day.lessons.empty() && !day.whole_day;
    day.date = absence->date;
    if (first) day.kind = absence->kind;
    if (absence->lesson == 0) {
      day.whole_day = true;  // it takes the place of what stands there for lessons
      day.lessons.clear();
      day.minutes = std::max<int>(absence->minutes, 0);
    } else if (!day.whole_day) {
      day.lessons.push_back(absence->lesson);
      day.minutes += std::max<int>(absence->minutes, 0);
    }
  }
  std::vector<MeldingDay> list;
  for (auto& [date, day] : days) {
    std::sort(day.lessons.begin(), day.lessons.end());
    list.push_back(std::move(day));
  }
  return list;
}

/// The forms of one dossier.
class Forms {
 public:
  Forms(const EscalationSetting& setting, Date on, const PupilFacts& facts,
        const std::vector<DossierEvent>& events)
      : setting_(setting), facts_(facts), case_(setting, facts, on), on_(on), holds_(settled(events)) {
    for (const DossierEvent& event : events) case_.remember(event);
    case_.refold();
  }

  std::vector<MeldingForm> run() {
    std::vector<MeldingForm> forms;
    for (const DossierMelding& melding : case_.state().meldingen) forms.push_back(made(melding));
    for (const OpenStep& step : case_.state().steps)
      if (step.statutory && !step.watching())
        if (const auto due = case_.bundle(step); !due.empty()) forms.push_back(asked(step, due));
    return forms;
  }

 private:
  MeldingForm form() const {
    const DossierState& state = case_.state();
    MeldingForm f;
    f.dossier = state.id;
    f.pupil = state.pupil;
    f.school = f.location = state.school;
    f.gemeente = state.gemeente;
    if (const School* school = setting_.calendar->school(state.school)) f.school_name = school->name;
    return f;
  }

  MeldingForm made(const DossierMelding& melding) const {
    MeldingForm f = form();
    f.made = true;
    f.event = melding.event;
    f.kind = melding.kind;
    f.number = melding.number;
    f.status = melding.status;
    f.close_reason = melding.close_reason;
    f.begin = melding.begin;
    f.end = melding.end;
    KindSet kinds = 0;
    for (const DossierSignal& signal : case_.state().signals)
      if (melding.covers(signal.melding, signal.reached_on) && !signal.melding.empty()) {
        f.signals.push_back(signal.id);
        kinds = static_cast<KindSet>(kinds | signal.kinds);
      }
    const auto event = std::find_if(holds_.begin(), holds_.end(), [&](const DossierEvent& e) {
      return e.type == "melding" && e.number == melding.event && !e.field("kind").empty();
    });
    if (event != holds_.end()) take_fields(*event, f);
    fill(f, kinds);
    return f;
  }

  MeldingForm asked(const OpenStep& step, const std::vector<const DossierSignal*>& bundle) const {
    MeldingForm f = form();
    f.kind = bundle.front()->melding;
    f.due_on = step.due_on;
    f.begin = bundle.front()->window_from;
    f.end = bundle.back()->reached_on;
    KindSet kinds = 0;
    for (const DossierSignal* signal : bundle) {
      f.signals.push_back(signal->id);
      kinds = static_cast<KindSet>(kinds | signal->kinds);
    }
    // What an earlier melding reports is not reported again.
    for (const DossierMelding& old : case_.state().meldingen)
      if (old.status != "withdrawn" && old.kind == f.kind && f.begin && *f.begin <= old.last())
        f.begin = old.last() + 1;
    fill(f, kinds);
    return f;
  }

  static void take_fields(const DossierEvent& event, MeldingForm& f) {
    f.reason = event.field("reason");
    f.all_lessons = event.field("all_lessons");
    f.hours = event.field("hours");
    f.done = split(event.field("done"), ',');
    f.wanted = split(event.field("wanted"), ',');
    f.priority = event.field("priority");
    f.not_wanted_why = event.field("not_wanted_why");
    f.contact_role = event.field("contact");
    if (!event.field("location").empty()) f.location = event.field("location");
    const bool confirmed = !event.field("nothing_medical").empty();
    if (confirmed && health_fault(event.field("text")).reason.empty()) f.text = event.field("text");
  }

  void fill(MeldingForm& f, KindSet kinds) const {
    const Date last = f.end.value_or(on_);
    if (f.begin)
      f.days = days_of(case_.counted(*f.begin, last, open_kinds(kinds == 0 ? usual_kinds(f.kind) : kinds)));
    if (!f.days.empty() && !f.made && f.days.front().date > *f.begin) f.begin = f.days.front().date;
    if (f.end && f.status != "withdrawn") f.recount_from = *f.end + 1;
    const auto& with = setting_.law->startkwalificatie;
    f.startkwalificatie = std::any_of(facts_.diplomas.begin(), facts_.diplomas.end(), [&](const Diploma& d) {
      return d.on <= last && std::find(with.begin(), with.end(), d.diploma) != with.end();
    });
    fill_contact(f);
    const auto lack = [&](bool missing, const char* what) {
      if (missing) f.lacking.emplace_back(what);
    };
    lack(!f.begin, "begin");
    lack(f.reason.empty(), "reason");
    lack(f.all_lessons.empty(), "all_lessons");
    lack(f.done.empty(), "done");
    lack(f.wanted.empty(), "wanted");
    lack(!f.wanted.empty() && f.wanted.front() != "none" && f.priority.empty(), "priority");
    lack(f.location.size() == 4, "location");
    lack(f.contact_phone.empty() && f.contact_mail.empty(), "contact");
    lack(f.gemeente.empty(), "gemeente");
  }

  void fill_contact(MeldingForm& f) const {
    if (f.contact_role.empty()) f.contact_role = "verzuimcoordinator";
    if (setting_.directory == nullptr) return;
    const Enrolment* row = case_.enrolment(on_);
    const Contact* found =
        setting_.directory->find(f.contact_role, f.location, f.gemeente,
                                 f.contact_role == "mentor" && row != nullptr ? row->mentor : std::string());
    if (found == nullptr) return;
    f.contact_function = found->function;
    f.contact_phone = found->phone;
    f.contact_mail = found->mail;
  }

  const EscalationSetting& setting_;
  const PupilFacts& facts_;
  DossierCase case_;
  Date on_;
  std::vector<DossierEvent> holds_;
};

}  // namespace

std::vector<MeldingForm> melding_forms(const EscalationSetting& setting, Date on, const PupilFacts& facts,
                                       const std::vector<DossierEvent>& events) {
  return Forms(setting, on, facts, events).run();
}

}  // namespace verzuim
