// SPDX-License-Identifier: EUPL-1.2
// What the events of a dossier tell in a letter.
#include <algorithm>
#include <array>

#include "letter_filling.hpp"

namespace verzuim {

TemplateItem Filling::talk_item(const DossierEvent& event) const {
  return {{"on", day(event.on)},
          {"by", role(event.role)},
          {"present", roles(event.field("present"))},
          {"causes", words_text("talk.cause", event.field("cause"), language())},
          {"needs", words_text("talk.need", event.field("need"), language())},
          {"text", event.field("text")}};
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
                                 {"decisions", words("decision")},
                                 {"regisseur", role(event.field("regisseur"))},
                                 {"text", event.field("text")}}};
  if (event.type == "melding" && !event.field("kind").empty())
    data_["melding"].items = {{{"on", day(event.on)},
                               {"kind", words("kind")},
                               {"begin", day(event.date("begin"))},
                               {"end", day(event.date("end"))},
                               {"hours", event.field("hours")},
                               {"number", event.field("number")},
                               {"status", words_text("melding.status", "registered", language())},
                               {"why", words("reason")},
                               {"all_lessons", words("all_lessons")},
                               {"done_before", words("done")},
                               {"wanted", words("wanted")},
                               {"priority", words("priority")},
                               {"text", event.field("text")}}};
  if (event.type == "melding" && !event.field("status").empty() && !data_["melding"].items.empty())
    data_["melding"].items.front()["status"] = words("status");
  if (event.type == "handover" && event.field("state") != "accepted")
    data_["handover"].items = {{{"on", day(event.on)},
                                {"from", role(event.field("from"))},
                                {"to", role(event.field("to"))},
                                {"gemeente", gemeente(event.field("gemeente"))},
                                {"reason", words("reason")},
                                {"a4_on", day(event.date("a4_on"))},
                                {"text", event.field("text")}}};
  if (event.type == "verslag")
    data_["verslag"].items = {{{"on", day(event.on)}, {"text", event.field("text")}}};
  if (event.is_a4() && !event.field("text").empty())
    data_["a4"].items = {{{"on", day(event.on)}, {"text", event.field("text")}}};
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

/// The days that a melding is about, from the records that count.
void Filling::melding_days() {
  if (source_.melding == nullptr || !view_.opens("letter.melding_days")) return;
  for (const MeldingDay& of : source_.melding->days) {
    std::vector<std::string> lessons;
    for (const int lesson : of.lessons) lessons.push_back(std::to_string(lesson));
    add("days", {{"on", day(of.date)},
                 {"lessons", of.whole_day ? said("de hele dag", "the whole day")
                                          : said("les ", "lesson ") + join(lessons, ", ")},
                 {"minutes", of.minutes > 0 ? std::to_string(of.minutes) : std::string()}});
  }
}

void Filling::events() {
  melding_days();
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

}  // namespace verzuim
