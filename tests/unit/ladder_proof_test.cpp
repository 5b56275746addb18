// SPDX-License-Identifier: EUPL-1.2
// The proof of a ladder, and what it says of the shipped ones.
#include "verzuim/ladder_proof.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

/// A ladder that has no fault, in which `what` is replaced by `with`.
std::string sound(const std::string& what = {}, const std::string& with = {}) {
  std::string text = R"(id = "klein"
title = "Klein"
sectors = ["po", "so", "vo", "vso", "mbo", "vavo"]
seen_late = { days = 14 }
choose = { role = "verzuimcoordinator", act = "Kies." }
[[basis]]
text = "Afspraak"
[holder]
mentor = "school"
verzuimcoordinator = "school"
jeugdarts = "jgz"
leerplichtambtenaar = "gemeente"
trajectbegeleider = "gemeente"
[start]
default = "praten"
gezondheid = "arts"
[[step]]
id = "praten"
title = "Praten"
role = "mentor"
act = "Praat."
record = ["talk"]
within = { school_days = 5 }
moves = [{ by = "absent_again", to = "gemeente" }]
takes_down = { school_weeks = 4 }
follow = { act = "Kijk.", within = { school_weeks = 4 } }
[[step]]
id = "arts"
title = "Arts"
role = "jeugdarts"
act = "Nodig uit."
record = ["consult"]
within = { school_days = 5 }
beside = true
moves = [{ by = "overdue", to = "praten" }]
follow = { act = "Kijk.", within = { school_weeks = 4 } }
[[step]]
id = "melding"
title = "Melden"
role = "verzuimcoordinator"
act = "Meld."
record = ["melding"]
within = { working_days = 5 }
beside = true
statutory = true
kinds = ["unauthorised"]
moves = [{ by = "recorded", to = "gemeente" }]
follow = { act = "Wacht.", within = { working_days = 5 } }
[[step]]
id = "gemeente"
title = "Gemeente"
role = { leerplichtig = "leerplichtambtenaar", kwalificatieplichtig = "leerplichtambtenaar", doorstroom = "trajectbegeleider" }
kinds = ["unauthorised"]
act = "Praat."
record = ["talk"]
within = { working_days = 10 }
after = [{ record = "route", act = "Kies.", within = { working_days = 5 } }]
follow = { act = "Kijk.", within = { school_weeks = 4 } }
[[step]]
id = "straf"
title = "Halt"
role = { leerplichtig = "leerplichtambtenaar", kwalificatieplichtig = "leerplichtambtenaar" }
punitive = true
kinds = ["unauthorised"]
act = "Weeg af."
record = ["route"]
within = { working_days = 10 }
follow = { act = "Kijk.", within = { school_weeks = 4 } }
)";
  if (!what.empty()) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    text.replace(at, what.size(), with);
  }
  return text;
}

std::vector<std::string> codes(const std::string& text, const std::vector<std::string>& asked = {"melding"}) {
  LadderSet set;
  set.add(text, "ladder.toml");
  std::vector<std::string> list;
  for (const LintFinding& finding : lint_ladders(set, asked)) {
    CHECK(finding.fault);
    CHECK(finding.place.line > 0);
    list.push_back(finding.code);
  }
  return list;
}

std::string refused(const std::string& text) {
  try {
    LadderSet set;
    set.add(text, "ladder.toml");
    return {};
  } catch (const Error& e) {
    return e.what();
  }
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("a sound ladder has no finding") { CHECK(codes(sound()).empty()); }

TEST_CASE("a step that nothing leads to is found") {
  CHECK(codes(sound(), {}) == Codes{"unreachable"});
  CHECK(codes(sound("gezondheid = \"arts\"\n")) == Codes{"unreachable"});
}

TEST_CASE("a step that leads nowhere is found") {
  CHECK(codes(sound(
            "moves = [{ by = \"absent_again\", to = \"gemeente\" }]\ntakes_down = { school_weeks = 4 }\n")) ==
        Codes{"dead-end", "dead-end"});  // the step of the jeugdarts leads to it and no further
  CHECK(codes(sound("after = [{ record = \"route\", act = \"Kies.\", within = { working_days = 5 } }]\n")) ==
        Codes{"dead-end", "dead-end"});
}

TEST_CASE("a duty or a sector for which nobody acts is found") {
  CHECK(codes(sound(", doorstroom = \"trajectbegeleider\"")) == Codes{"who-gap"});
  CHECK(codes(sound("\"vso\", ")) == Codes{"who-gap"});
}

TEST_CASE("roles of a gemeente divide the pupils by duty") {
  CHECK(
      codes(sound(
          "role = { leerplichtig = \"leerplichtambtenaar\", kwalificatieplichtig = \"leerplichtambtenaar\", "
          "doorstroom = \"trajectbegeleider\" }",
          "role = \"leerplichtambtenaar\"")) == Codes{"who-overlap"});
  CHECK(codes(sound("doorstroom = \"trajectbegeleider\"", "doorstroom = \"leerplichtambtenaar\"")) ==
        Codes{"who-overlap"});
}

TEST_CASE("a statutory step that waits is found") {
  CHECK(codes(sound(
            "act = \"Meld.\"",
            "act = \"Meld.\"\nbefore = [{ record = \"talk\", act = \"Praat.\", within = { days = 1 } }]")) ==
        Codes{"waits"});
  CHECK(
      codes(sound(
          "role = \"verzuimcoordinator\"\nact = \"Meld.\"",
          "role = { leerplichtig = \"mentor\", kwalificatieplichtig = \"mentor\", doorstroom = \"mentor\" }\n"
          "act = \"Meld.\"")) == Codes{"waits"});
}

TEST_CASE("sickness on its way to a gemeente is found") {
  CHECK(codes(sound("{ by = \"overdue\", to = \"praten\" }", "{ by = \"overdue\", to = \"gemeente\" }")) ==
        Codes{"sick-to-gemeente"});
}

TEST_CASE("a step that punishes is a person's and no rule or move or start leads to it") {
  CHECK(codes(sound(), {"melding", "straf"}) == Codes{"punitive"});
  CHECK(refused(sound("to = \"gemeente\" }]\ntakes", "to = \"straf\" }]\ntakes"))
            .find("only ever a person's") != std::string::npos);
  CHECK(refused(sound("default = \"praten\"", "default = \"straf\"")).find("punishes") != std::string::npos);
  CHECK(refused(sound("punitive = true", "punitive = true\ntakes_down = { school_weeks = 2 }"))
            .find("punishes") != std::string::npos);
}

TEST_CASE("the table of who acts has one line for each sector and duty and step of the shipped ladders") {
  const auto table = who_acts(LadderSet::shipped());
  for (std::size_t s = 0; s < sector_names.size(); ++s)
    for (std::size_t d = 0; d < duty_names.size(); ++d) {
      const auto sector = static_cast<Sector>(s);
      const auto duty = static_cast<Duty>(d);
      std::vector<WhoActs> talks;
      for (const WhoActs& line : table)
        if (line.sector == sector && line.duty == duty && line.step == "gemeentegesprek")
          talks.push_back(line);
      REQUIRE(talks.size() == 1);
      const bool held = duty == Duty::leerplichtig || duty == Duty::kwalificatieplichtig;
      CHECK(talks[0].role == (held                       ? "leerplichtambtenaar"
                              : duty == Duty::doorstroom ? "trajectbegeleider"
                                                         : "verzuimcoordinator"));
      CHECK(talks[0].chosen == (duty == Duty::none || duty == Duty::not_known));
    }
}

TEST_CASE("vso has a ladder of its own that says what is unsure") {
  const LadderSet set = LadderSet::shipped();
  const Ladder& ladder = *set.of(Sector::vso);
  CHECK(ladder.id == "vso-knooppunt");
  CHECK(std::any_of(ladder.basis.begin(), ladder.basis.end(),
                    [](const Basis& b) { return !b.unsure.empty(); }));
  CHECK(set.of(Sector::vo)->id == "po-vo-knooppunt");
}
