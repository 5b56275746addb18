// SPDX-License-Identifier: EUPL-1.2
#include "letter_data.hpp"

#include <algorithm>
#include <set>

#include "letter_filling.hpp"
#include "report_absence.hpp"
#include "verzuim/calendar.hpp"

namespace verzuim {
namespace {

const std::string yes = "yes";

}  // namespace

void Filling::dossier() {
  const DossierState& state = view_.state();
  const LadderStep* step = view_.ladder().find(state.step);
  set("pupil", "dossier.pupil", state.pupil);
  set("school", "dossier.school", state.school);
  set("gemeente", "dossier.gemeente", gemeente(state.gemeente));
  set("dossier", "dossier.dossier", state.id);
  set("opened_on", "dossier.opened_on", day(view_.opened_on()));
  set("status", "dossier.status", state.open ? said("loopt", "open") : said("afgesloten", "closed"));
  set("step", "dossier.step", step == nullptr ? std::string() : step->title);
  set("act", "dossier.act", state.next_action);
  set("owner", "dossier.owner", role(state.owner));
  set("due_on", "dossier.due_on", day(state.due_on));
}

void Filling::around() {
  const DossierReader& who = view_.reader();
  set("school_name", "letter.school_name",
      source_.school_name.empty() ? view_.state().school : source_.school_name);
  set("today", "letter.today", day(who.on));
  set("sender", "letter.sender", role(letter_sender(kind_, view_)));
  need("contact_name", "letter.contact", source_.contact.name, "whom the reader can call");
  need("contact_phone", "letter.contact", source_.contact.phone, "a phone number");
  need("contact_email", "letter.contact", source_.contact.email, "an e-mail address");
  std::optional<Date> meeting;
  for (const DossierEvent& event : view_.events())
    if (event.type == "invited" && event.date("for")) meeting = event.date("for");
  const bool wanted = kind_.id == "uitnodiging" || kind_.id == "knooppunt-agenda";
  if (wanted)
    need("meeting_date", "letter.meeting_date", day(meeting),
         "the day of the talk (record it: `invited … for=DATE`)");
  else
    set("meeting_date", "letter.meeting_date", day(meeting));
}

void Filling::reader() {
  const DossierReader& who = view_.reader();
  const bool family = who.role == "pupil" || who.role == "parents";
  set("reader", "letter.reader", role(who.role));
  set("receiver", "letter.reader",
      !who.school.empty() ? who.school
                          : gemeente(who.gemeente.empty() ? view_.state().gemeente : who.gemeente));
  if (who.role == "pupil") set("to_pupil", "letter.reader", yes);
  if (who.role == "parents") set("to_parents", "letter.reader", yes);
  if (who.holder == RoleHolder::school) set("to_school", "letter.reader", yes);
  if (who.holder == RoleHolder::gemeente && !family) set("to_gemeente", "letter.reader", yes);
  if (who.holder == RoleHolder::jgz) set("to_jeugdarts", "letter.reader", yes);
  const Sector sector = view_.state().sector;
  if (sector == Sector::mbo || sector == Sector::vavo) set("mbo", "letter.sector", yes);
  if (who.age && *who.age >= 18) set("adult", "letter.age", yes);
  if (who.duty == Duty::leerplichtig || who.duty == Duty::kwalificatieplichtig)
    set("compulsory", "letter.age", yes);
}

void Filling::by_hand() {
  for (const char* name : {"name", "time", "place", "signature", "blank"})
    set(name, "letter.by_hand", std::string(1, blank_mark));
}

/// What was missed in this school year, so far as it may be told.
void Filling::absence() {
  const Date on = view_.reader().on;
  const Period period{school_year_start(on), on, {}};
  PupilFacts own = *source_.facts;  // of this school: no school tells what another one recorded
  const auto& names = *source_.setting->schools;
  const auto elsewhere = [&](const Absence& a) {
    return brin_of(names[a.school]) != brin_of(view_.state().school);
  };
  own.absences.erase(std::remove_if(own.absences.begin(), own.absences.end(), elsewhere), own.absences.end());
  Schedule schedule(*source_.setting);
  SchoolAbsence counted;
  for (SchoolAbsence& at : absence_of(*source_.setting, schedule, own, period, false))
    if (at.school == brin_of(view_.state().school)) counted = std::move(at);
  std::set<Date> sick, absent;
  for (const Absence& a : own.absences) {
    if (a.date < period.from || a.date > period.until || a.kind == Kind::late) continue;
    if (a.kind == Kind::sick) sick.insert(a.date);
    absent.insert(a.date);
  }
  const auto number = [&](const char* name, std::string_view field, std::int64_t count) {
    if (count > 0) set(name, field, std::to_string(count));
  };
  set("since", "letter.since", day(period.from));
  number("late_count", "letter.late_count", counted.late);
  number("unexplained_count", "letter.unexplained_count", counted.unexplained);
  if (counted.countable)
    number("unauthorised_hours", "letter.unauthorised_hours", counted.unauthorised_minutes / 60);
  number("sick_days", "letter.sick_days", static_cast<std::int64_t>(sick.size()));
  number("absent_days", "letter.absent_days", static_cast<std::int64_t>(absent.size()));
}

TemplateData letter_data(const DisclosureLetter& kind, const LetterSource& source,
                         const DocumentOptions& options, std::vector<std::string>& gaps) {
  return Filling(kind, source, options, gaps).run();
}

}  // namespace verzuim
