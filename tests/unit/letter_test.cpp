// SPDX-License-Identifier: EUPL-1.2
// Every letter for every reader, on a dossier that is full of what most of them may not see.
#include "verzuim/letter.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

Date day(const char* text) { return *parse_date(text); }

const LadderSet& ladders() {
  static const LadderSet set = LadderSet::shipped();
  return set;
}

using Fields = std::vector<std::pair<std::string, std::string>>;

DossierEvent event(std::string type, const char* on, Fields fields, std::string role = {}) {
  return {0,
          "D1",
          "P9001",
          "99XA00",
          std::move(type),
          day(on),
          "2025-11-30T08:00:00Z",
          std::move(role),
          std::move(fields)};
}

DossierEvent signal(const char* on, const char* id, const char* rule, const char* step, const char* kinds) {
  return event("signal", on,
               {{"signal", id},
                {"rule", rule},
                {"step", step},
                {"kinds", kinds},
                {"reached_on", on},
                {"valid_from", "2020-07-01"}});
}

/// Sickness, a jeugdarts and causes of health, before and after a melding, with the talk of the gemeente, a
/// knooppunt, a handover and everyone told and consenting. The canaries: `kanarie`, dates in 2024, the words
/// of health, the count of sick days (7) and of all days (10).
std::vector<DossierEvent> everything(const std::string& ladder) {
  const char* sector = ladder == "po-vo-knooppunt" ? "vo" : "mbo";
  std::vector<DossierEvent> list = {
      event("opened", "2025-11-03",
            {{"ladder", ladder},
             {"sector", sector},
             {"gemeente", "0014"},
             {"by", "person"},
             {"theme", "gezondheid"}},
            "mentor"),
      signal("2025-11-03", "s-ziek", "mazl-kanarie", "jeugdarts", "sick"),
      event("assigned", "2025-11-03",
            {{"step", "jeugdarts"}, {"role", "jeugdarts"}, {"by", "signal"}, {"due_on", "2025-11-10"}}),
      event("talk", "2025-11-04", {{"present", "pupil,parents"}, {"cause", "health"}, {"need", "care"}},
            "mentor"),
      event("consult", "2025-11-05", {{"state", "held"}}, "jeugdarts"),
      event("afspraak", "2025-11-05", {{"what", "care"}, {"who", "jeugdarts"}, {"due", "2025-12-24"}},
            "zorgcoordinator"),
      signal("2025-11-12", "s-weg", "lpw16", "melding", "unauthorised"),
      event(
          "assigned", "2025-11-12",
          {{"step", "melding"}, {"role", "verzuimcoordinator"}, {"by", "signal"}, {"due_on", "2025-11-19"}}),
      signal("2025-11-13", "s-mix", "alles-kanarie", "knooppunt", "unauthorised,sick"),
      event("talk", "2025-11-14", {{"present", "pupil,jeugdarts"}, {"cause", "health"}, {"need", "care"}},
            "zorgcoordinator"),
      event("knooppunt", "2025-11-15",
            {{"parties", "mentor,jeugdarts"},
             {"pupil", "yes"},
             {"parents", "no"},
             {"absent_why", "safety"},
             {"decision", "plan"}},
            "zorgcoordinator"),
      event("consult", "2025-11-15", {{"state", "asked"}}, "zorgcoordinator"),
      event("melding", "2025-11-16", {{"kind", "16-uur"}, {"begin", "2025-11-03"}, {"end", "2025-11-12"}},
            "verzuimcoordinator"),
      event("talk", "2025-11-18", {{"present", "pupil"}, {"cause", "school"}, {"need", "guidance"}},
            ladder == "po-vo-knooppunt" ? "leerplichtambtenaar" : "preventiemedewerker"),
      event("afspraak", "2025-11-18", {{"what", "study"}, {"who", "pupil"}, {"due", "2025-12-01"}},
            ladder == "po-vo-knooppunt" ? "leerplichtambtenaar" : "preventiemedewerker"),
      event("handover", "2025-11-19", {{"state", "offered"}, {"gemeente", "0344"}}, "leerplichtambtenaar"),
  };
  // Free text that nobody confirmed, and text that was confirmed although it speaks of health.
  const auto written = [&](const char* type, const char* on, Fields fields, const char* text,
                           bool confirmed) {
    fields.emplace_back("text", text);
    if (confirmed) fields.emplace_back("nothing_medical", "mentor");
    list.push_back(event(type, on, std::move(fields), "mentor"));
  };
  written("verslag", "2025-11-19", {{"gemeente", "0014"}, {"sent_on", "2025-11-19"}}, "kanarie een", false);
  written("talk", "2025-11-19", {{"present", "pupil"}, {"cause", "other"}, {"need", "nothing"}},
          "kanarie twee", true);
  written("talk", "2025-11-19",
          {{"present", "pupil"}, {"cause", "other"}, {"need", "nothing"}, {"about", "a4"}}, "kanarie drie",
          false);
  written("handover", "2025-11-19", {{"state", "offered"}, {"gemeente", "0344"}}, "De kanarie is ziek.",
          true);
  for (const std::string_view role : role_names) {
    list.push_back(event("informed", "2025-11-20", {{"whom", std::string(role)}, {"why", "talk"}}, "mentor"));
    list.push_back(
        event("informed", "2025-11-20", {{"whom", std::string(role)}, {"why", "consult"}}, "mentor"));
    list.push_back(event("consent", "2025-11-20", {{"whom", std::string(role)}, {"given", "yes"}}, "mentor"));
  }
  return list;
}

struct World {
  std::vector<std::string> schools = {"99XA00"};
  Calendar calendar{Reference::shipped(), {{"99XA", "Verzonnen College", "", "Noord", ""}}, {}};
  Timetables timetables;
  Setting setting{&Law::shipped(), &Reference::shipped(), &calendar, &timetables, &schools};
  PupilFacts facts;
  DocumentOptions options;

  World() {
    options.reference = &Reference::shipped();
    facts.pupil = "P9001";
    Enrolment e;
    e.school = "99XA00";
    e.from = day("2025-08-01");
    e.weekly_minutes = 1600;
    e.gemeente = "0014";
    e.birth_date = day("2010-05-01");
    facts.enrolments = {e};
    Date on = day("2025-09-01");
    const auto add = [&](int days, Kind kind) {
      for (int i = 0; i < days; ++i, on = on + 7) {
        Absence a;
        a.date = on;
        a.kind = kind;
        facts.absences.push_back(a);
      }
    };
    add(7, Kind::sick);
    add(2, Kind::authorised);
    add(1, Kind::unauthorised);
    for (int i = 0; i < 4; ++i) {
      Absence a;
      a.date = day("2025-09-02") + 7 * i;
      a.kind = Kind::late;
      a.lesson = 1;
      a.minutes = 10;
      facts.absences.push_back(a);
    }
  }

  /// The letter, or the reason why there is none.
  std::pair<std::string, std::string> write(const std::vector<DossierEvent>& events,
                                            const std::string& ladder, const std::string& kind,
                                            const std::string& role,
                                            LetterFormat format = LetterFormat::text) {
    const DossierState state = fold(events, ladders());
    const Ladder& rungs = *ladders().find(ladder);
    DossierReader reader;
    reader.role = role;
    reader.holder = rungs.holder(role);
    reader.letter = kind;
    reader.on = day("2025-11-28");
    if (letter_kind(kind).elsewhere && reader.holder == RoleHolder::school) reader.school = "99XB";
    know_pupil(reader, Law::shipped(), facts, state.sector);
    const DossierView view(state, events, rungs, reader);
    LetterSource source{
        &view, &facts, &setting, nullptr, "Verzonnen College", {}, {}, template_file(kind, options.language)};
    source.template_text = shipped_template(kind, options.language);
    try {
      return {write_letter(letter_kind(kind), source, format, options).file.text, {}};
    } catch (const Error& error) {
      return {{}, error.what()};
    }
  }
};

bool says(std::string_view text, std::string_view part) { return text.find(part) != std::string::npos; }

/// The letter without what it says was left out, which is the same for everyone with this role.
std::string body(const std::string& text) {
  for (const char* mark : {"Wat hier niet in staat", "What is not in here", "<aside"})
    if (const auto at = text.find(mark); at != std::string::npos) return text.substr(0, at);
  return text;
}

bool is_outside(const std::string& ladder, std::string_view role) {
  const RoleHolder holder = ladders().find(ladder)->holder(role);
  return (holder == RoleHolder::gemeente || holder == RoleHolder::other) && role != "pupil" &&
         role != "parents";
}

const std::vector<std::string> ladder_ids = {"po-vo-knooppunt", "mbo-doorstroompunt-plus"};

}  // namespace

TEST_CASE("every letter and every reader: nothing of sickness, leave or health reaches who is outside") {
  World world;
  int written = 0, to_gemeente = 0;
  for (const std::string& ladder : ladder_ids) {
    const auto events = everything(ladder);
    for (const std::string& kind : letter_kinds())
      for (const std::string_view role : role_names)
        for (const LetterFormat format : {LetterFormat::text, LetterFormat::html})
          for (const Language language : {Language::nl, Language::en}) {
            world.options.language = language;
            const std::string id(role);
            const std::string text = body(world.write(events, ladder, kind, id, format).first);
            if (text.empty()) continue;
            ++written;
            if (!is_outside(ladder, role)) continue;
            ++to_gemeente;
            CAPTURE(kind);
            CAPTURE(id);
            CAPTURE(text);
            for (const char* canary :
                 {"kanarie",     "jeugdarts",   "JGZ",         "ziek",        "sick",
                  "gezondheid",  "health",      "voelt",       "feels",       "consult",
                  " 4 november", " 5 november", ">4 november", ">5 november", " 4 November",
                  " 5 November", ">4 November", ">5 November", "24 december", "24 December"})
              CHECK_FALSE_MESSAGE(says(text, canary), canary);
          }
  }
  CHECK(written > 200);
  CHECK(to_gemeente > 60);
  // The control: a reader at the school, the pupil and the jeugdarts do get it.
  world.options.language = Language::nl;
  CHECK(says(world.write(everything("po-vo-knooppunt"), "po-vo-knooppunt", "jeugdarts", "jeugdarts").first,
             "ziek"));
  CHECK(says(world.write(everything("po-vo-knooppunt"), "po-vo-knooppunt", "dossier", "mentor").first,
             "jeugdarts"));
  CHECK(
      says(world.write(everything("po-vo-knooppunt"), "po-vo-knooppunt", "ouders", "parents").first, "ziek"));
}

TEST_CASE("every shipped template fits, in both languages, and every one of them belongs to a letter") {
  for (const std::string& kind : letter_kinds())
    for (const Language language : {Language::nl, Language::en}) {
      CAPTURE(kind);
      CHECK(says(shipped_template(kind, language), "# "));
      CHECK(says(shipped_template(kind, language), "{{pupil}}"));
    }
}

TEST_CASE("every name that a template may use stands in the disclosure table") {
  std::set<std::string> fields;
  for (const LetterName& name : letter_names()) {
    CAPTURE(name.name);
    CHECK(DisclosureTable::shipped().group_of(name.field) != nullptr);
    fields.emplace(name.field);
  }
  for (const DisclosureGroup& group : DisclosureTable::shipped().groups())
    for (const std::string& field : group.fields) {
      CAPTURE(field);
      if (field.starts_with("letter.")) CHECK(fields.contains(field));
    }
}

TEST_CASE("every letter says at its end what was left out, and for whom it is") {
  World world;
  for (const std::string& kind : letter_kinds()) {
    const DisclosureLetter& letter = letter_kind(kind);
    const auto [text, refusal] =
        world.write(everything("po-vo-knooppunt"), "po-vo-knooppunt", kind, letter.roles.front());
    CAPTURE(kind);
    const std::string& refused = refusal;  // a name of a binding cannot be captured by a macro
    CAPTURE(refused);
    CHECK(says(text, "Wat hier niet in staat"));
    CHECK(says(text, "Naam, adres, BSN"));
    CHECK(says(text, "P9001"));
  }
}

TEST_CASE(
    "a letter to parents of an adult is refused without consent, and the jeugdarts waits for the parents") {
  World world;
  auto events = everything("po-vo-knooppunt");
  const auto without = [&](const char* type) {
    auto left = events;
    left.erase(std::remove_if(left.begin(), left.end(),
                              [&](const DossierEvent& e) { return e.type == type || e.type == "talk"; }),
               left.end());
    return left;
  };
  world.facts.enrolments[0].birth_date = day("2007-05-01");
  const auto refused = world.write(without("consent"), "po-vo-knooppunt", "ouders", "parents");
  CHECK(refused.first.empty());
  CHECK(says(refused.second, "18 or over"));
  world.facts.enrolments[0].birth_date = day("2010-05-01");
  const auto doctor = world.write(without("informed"), "po-vo-knooppunt", "jeugdarts", "jeugdarts");
  CHECK(doctor.first.empty());
  CHECK(says(doctor.second, "parents do not know yet"));
}

TEST_CASE(
    "a handover to mbo wants consent, one from po to vo does not, and neither tells of health without it") {
  World world;
  auto events = everything("po-vo-knooppunt");
  events.erase(
      std::remove_if(events.begin(), events.end(), [](const DossierEvent& e) { return e.type == "consent"; }),
      events.end());
  CHECK(says(world.write(events, "po-vo-knooppunt", "overdracht-vo-mbo", "mentor").second,
             "needs the consent"));
  const std::string text = body(world.write(events, "po-vo-knooppunt", "overdracht-po-vo", "mentor").first);
  CHECK(says(text, "succes en talent"));
  for (const char* canary : {"jeugdarts", "ziek", "voelt", "kanarie"}) CHECK_FALSE(says(text, canary));
}

TEST_CASE("parents of a 17-year-old with a diploma of praktijkonderwijs are not told without asking") {
  World world;
  auto events = everything("mbo-doorstroompunt-plus");
  events.erase(
      std::remove_if(events.begin(), events.end(), [](const DossierEvent& e) { return e.type == "consent"; }),
      events.end());
  world.facts.enrolments[0].birth_date = day("2008-05-01");
  const auto parents = [&](const char* kind) {
    return world.write(events, "mbo-doorstroompunt-plus", kind, "parents");
  };
  CHECK(says(parents("ouders").first, "Uw kind"));
  world.facts.diplomas.push_back({day("2025-07-01"), "pro"});
  CHECK(says(parents("ouders").second, "Ask whether the parents may be told"));
  CHECK(says(parents("uitnodiging").first, "Beste ouders"));
  const std::string pupil = world.write(events, "mbo-doorstroompunt-plus", "uitnodiging", "pupil").first;
  CHECK(says(pupil, "Mogen je ouders erbij zijn?"));
}

TEST_CASE("the verslag holds the talk and the afspraken of the gemeente and nothing of the school's talks") {
  World world;
  const std::string text = body(world
                                    .write(everything("mbo-doorstroompunt-plus"), "mbo-doorstroompunt-plus",
                                           "verslag", "leerplichtambtenaar")
                                    .first);
  CHECK(says(text, "18 november 2025"));
  CHECK(says(text, "iets op school"));
  CHECK(says(text, "werken aan school"));
  CHECK_FALSE(says(text, "begeleiding regelen"));
  CHECK(says(text, "leer- of kwalificatieplichtig"));
}

TEST_CASE("a letter about nothing is refused and says what to record") {
  World world;
  const std::vector<DossierEvent> bare = {everything("mbo-doorstroompunt-plus")[0],
                                          everything("mbo-doorstroompunt-plus")[6]};
  const auto refusal = [&](const char* kind, const char* role) {
    return world.write(bare, "mbo-doorstroompunt-plus", kind, role).second;
  };
  CHECK(says(refusal("knooppunt-besluiten", "mentor"), "no knooppunt is recorded"));
  CHECK(says(refusal("melding", "verzuimcoordinator"), "no melding is recorded"));
  CHECK(says(refusal("verslag", "leerplichtambtenaar"), "no part in this dossier yet"));
  world.facts.absences.clear();
  CHECK(says(refusal("te-laat", "pupil"), "was not late"));
}
