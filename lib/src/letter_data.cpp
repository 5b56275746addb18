// SPDX-License-Identifier: EUPL-1.2
#include "letter_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "letter_words.hpp"
#include "verzuim/calendar.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

const std::string yes = "yes";

class Filling {
 public:
  Filling(const DisclosureLetter& kind, const LetterSource& source, const DocumentOptions& options,
          std::vector<std::string>& gaps)
      : kind_(kind), source_(source), view_(*source.view), options_(options), gaps_(gaps) {}

  TemplateData run() {
    dossier();
    around();
    reader();
    by_hand();
    absence();
    talks();
    afspraken();
    events();
    return std::move(data_);
  }

 private:
  Language language() const { return options_.language; }
  std::string said(std::string_view nl, std::string_view en) const {
    return std::string(language() == Language::nl ? nl : en);
  }
  std::string day(std::optional<Date> date) const {
    return date ? date_text(*date, language()) : std::string();
  }
  std::string role(const std::string& id) const { return id.empty() ? id : role_text(id, options_); }
  std::string roles(const std::string& ids) const {
    std::vector<std::string> texts;
    for (const std::string& id : split(ids, ','))
      if (!id.empty()) texts.push_back(role(id));
    return enumeration(texts, language());
  }
  std::string gemeente(const std::string& code) const {
    return code.empty() ? code : gemeente_text(code, options_);
  }

  /// Sets a name when the table opens its field to the reader.
  void set(const std::string& name, std::string_view field, std::string text) {
    if (view_.opens(field)) data_[name].text = std::move(text);
  }
  /// The same for something that must be there: a blank takes its place.
  void need(const std::string& name, std::string_view field, const std::string& text, std::string gap) {
    if (text.empty()) gaps_.push_back(std::move(gap));
    set(name, field, text.empty() ? std::string(1, blank_mark) : text);
  }
  void add(const std::string& list, TemplateItem item) { data_[list].items.push_back(std::move(item)); }

  void dossier();
  void around();
  void reader();
  void by_hand();
  void absence();
  void talks();
  void afspraken();
  void events();
  TemplateItem talk_item(const DossierEvent& event) const;
  void note(const DossierEvent& event);
  std::string more_of(const DossierEvent& event) const;

  const DisclosureLetter& kind_;
  const LetterSource& source_;
  const DossierView& view_;
  const DocumentOptions& options_;
  std::vector<std::string>& gaps_;
  TemplateData data_;
};

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
  const std::string owner = view_.state().owner;
  const bool at_school = view_.ladder().holder(owner) == RoleHolder::school && !owner.empty();
  set("sender", "letter.sender", role(at_school ? owner : "verzuimcoordinator"));
  need("contact_name", "letter.contact", source_.contact.name,
       said("wie de lezer kan bellen", "whom the reader can call"));
  need("contact_phone", "letter.contact", source_.contact.phone,
       said("een telefoonnummer", "a phone number"));
  need("contact_email", "letter.contact", source_.contact.email,
       said("een e-mailadres", "an e-mail address"));
  std::optional<Date> meeting;
  for (const DossierEvent& event : view_.events())
    if (event.type == "invited" && event.date("for")) meeting = event.date("for");
  const bool wanted = kind_.id == "uitnodiging" || kind_.id == "knooppunt-agenda";
  if (wanted)
    need("meeting_date", "letter.meeting_date", day(meeting),
         said("de dag van het gesprek (leg vast: invited for=…)",
              "the day of the talk (record: invited for=…)"));
  else
    set("meeting_date", "letter.meeting_date", day(meeting));
}

void Filling::reader() {
  const DossierReader& who = view_.reader();
  const bool family = who.role == "pupil" || who.role == "parents";
  set("reader", "letter.reader", role(who.role));
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
  const PeriodAbsence counted = counted_absence(*source_.setting, own, period);
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

TemplateItem Filling::talk_item(const DossierEvent& event) const {
  return {{"on", day(event.on)},
          {"by", role(event.role)},
          {"present", roles(event.field("present"))},
          {"causes", words_text("talk.cause", event.field("cause"), language())},
          {"needs", words_text("talk.need", event.field("need"), language())}};
}

void Filling::talks() {
  const DossierEvent* last = nullptr;
  for (const DossierEvent& event : view_.events()) {
    if (event.type != "talk") continue;
    add("talks", talk_item(event));
    // The verslag is of the talk with the gemeente, whatever was said at school before or after.
    const bool at_gemeente = view_.ladder().holder(event.role) == RoleHolder::gemeente;
    if (kind_.id != "verslag" || at_gemeente) last = &event;
  }
  if (last != nullptr) add("talk", talk_item(*last));
}

void Filling::afspraken() {
  for (const Afspraak& a : view_.afspraken()) {
    const std::string what = words_text("afspraak.what", a.what, language());
    if (what.empty()) continue;  // that there is one says nothing to who may not see what it is
    add("afspraken", {{"what", what},
                      {"who", role(a.who)},
                      {"due", day(a.due)},
                      {"state", words_text("afspraak.state", a.state, language())}});
  }
}

void Filling::note(const DossierEvent& event) {
  const auto words = [&](std::string_view field) {
    return words_text(event.type + "." + std::string(field), event.field(field), language());
  };
  if (event.type == "contact")
    add("contacts", {{"on", day(event.on)}, {"how", words("how")}, {"reached", words("reached")}});
  if (event.type == "knooppunt")
    data_["knooppunt"].items = {{{"on", day(event.on)},
                                 {"parties", roles(event.field("parties"))},
                                 {"pupil_there", words("pupil")},
                                 {"parents_there", words("parents")},
                                 {"decisions", words("decision")}}};
  if (event.type == "melding" && !event.field("kind").empty())
    data_["melding"].items = {{{"on", day(event.on)},
                               {"kind", words("kind")},
                               {"begin", day(event.date("begin"))},
                               {"end", day(event.date("end"))},
                               {"hours", event.field("hours")},
                               {"number", event.field("number")},
                               {"status", words_text("melding.status", "registered", language())}}};
  if (event.type == "melding" && !event.field("status").empty() && !data_["melding"].items.empty())
    data_["melding"].items.front()["status"] = words("status");
  if (event.type == "handover" && event.field("state") != "accepted")
    data_["handover"].items = {{{"on", day(event.on)},
                                {"from", role(event.field("from"))},
                                {"to", role(event.field("to"))},
                                {"gemeente", gemeente(event.field("gemeente"))},
                                {"reason", words("reason")}}};
}

/// What is worth telling of an event in a list, as far as the reader may see it.
std::string Filling::more_of(const DossierEvent& event) const {
  std::vector<std::string> parts;
  const auto part = [&](std::string_view nl, std::string_view en, const std::string& text) {
    if (!text.empty()) parts.push_back(fmt::format("{} {}.", said(nl, en), text));
  };
  const auto words = [&](std::string_view field) {
    return words_text(event.type + "." + std::string(field), event.field(field), language());
  };
  part("Erbij:", "There:", roles(event.field("present")));
  part("Nodig:", "Needed:", words("need"));
  part("Hoe:", "How:", words("how"));
  part("Contact:", "Contact:", words("reached"));
  part("Aan tafel:", "At the table:", roles(event.field("parties")));
  part("Besloten:", "Decided:", words("decision"));
  if (event.type == "melding") part("Soort:", "Kind:", words("kind"));
  if (event.type == "melding") part("Stand:", "State:", words("status"));
  if (event.type == "verslag") part("Aan gemeente", "To gemeente", gemeente(event.field("gemeente")));
  part("Keuze:", "Choice:", words("path"));
  return join(parts, " ");
}

void Filling::events() {
  constexpr std::array<std::string_view, 7> doing = {"contact", "talk",    "consult", "knooppunt",
                                                     "melding", "verslag", "route"};
  for (const DossierEvent& event : view_.events()) {
    note(event);
    if (std::find(doing.begin(), doing.end(), event.type) != doing.end())
      add("done", {{"on", day(event.on)},
                   {"what", event_text(event.type, language())},
                   {"by", role(event.role)},
                   {"more", more_of(event)}});
    if (event.type != "assigned" && event.type != "signal")
      add("course", {{"on", day(event.on)},
                     {"what", event_text(event.type, language())},
                     {"by", role(event.role)},
                     {"more", more_of(event)}});
  }
}

}  // namespace

TemplateData letter_data(const DisclosureLetter& kind, const LetterSource& source,
                         const DocumentOptions& options, std::vector<std::string>& gaps) {
  return Filling(kind, source, options, gaps).run();
}

}  // namespace verzuim
