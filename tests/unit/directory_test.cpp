// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/directory.hpp"

#include <doctest/doctest.h>

#include "verzuim/config.hpp"
#include "verzuim/error.hpp"

using namespace verzuim;

namespace {

/// The place and the reason for which a config is refused; empty when it is taken.
std::string refused(const std::string& text) {
  try {
    read_config(text, "verzuim.toml");
    return {};
  } catch (const Error& e) {
    CHECK(e.code() == ErrorCode::config);
    return std::to_string(e.place().line) + " " + e.what();
  }
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the nearest contact of a role is found") {
  const Directory directory({{"mentor", "", "", "", "", "1", ""},
                             {"mentor", "", "", "99XA", "", "2", ""},
                             {"mentor", "", "", "99XA01", "", "3", ""},
                             {"mentor", "M07", "", "", "", "4", ""},
                             {"leerplichtambtenaar", "", "0014", "", "", "5", ""}});
  CHECK(directory.find("mentor", "99XB00", "")->phone == "1");
  CHECK(directory.find("mentor", "99XA00", "")->phone == "2");
  CHECK(directory.find("mentor", "99XA01", "")->phone == "3");
  CHECK(directory.find("mentor", "99XA01", "", "M07")->phone == "4");
  CHECK(directory.find("mentor", "99XA01", "", "M08")->phone == "3");
  CHECK(directory.find("leerplichtambtenaar", "99XA00", "0014")->phone == "5");
  CHECK(directory.find("leerplichtambtenaar", "99XA00", "0363") == nullptr);
  CHECK(directory.find("jeugdarts", "99XA00", "0014") == nullptr);
}

TEST_CASE("a gap names the role and where") {
  CHECK(says(contact_gap("mentor", "99XA", {}), "mentor of school 99XA;"));
  CHECK(says(contact_gap("leerplichtambtenaar", {}, "0014"), "leerplichtambtenaar of gemeente 0014;"));
}

TEST_CASE("contacts are read from the config and checked") {
  const Config config = read_config(
      "[[contact]]\nrole = \"leerplichtambtenaar\"\ngemeente = \"Groningen\"\nfunction = \"team\"\n"
      "phone = \"050 000 00 00\"\n",
      "verzuim.toml");
  REQUIRE(config.directory.contacts().size() == 1);
  CHECK(config.directory.contacts()[0].gemeente == "0014");
  CHECK(contact_line(config.directory.contacts()[0]) == "team, 050 000 00 00");
  const std::string head = "[[contact]]\nrole = \"mentor\"\n";
  CHECK(says(refused(head), "1 a contact has a `phone` or a `mail`"));
  CHECK(says(refused(head + "phone = \"bel maar\"\n"), "3 `phone` is a telephone number"));
  CHECK(says(refused(head + "mail = \"geen adres\"\n"), "3 `mail` is one address"));
  CHECK(says(refused(head + "phone = \"050 1\"\n[[contact]]\nrole = \"mentor\"\nphone = \"050 2\"\n"),
             "there is another contact for mentor"));
  CHECK(says(refused(head + "phone = \"050 1\"\nschool = \"Verzonnen\"\n"), "is a BRIN"));
  CHECK(says(refused(head + "phone = \"050 1\"\ngemeente = \"Nergenshuizen\"\n"), "no gemeente"));
  CHECK(says(refused("[[contact]]\nrole = \"buurman\"\nphone = \"050 1\"\n"), "2 "));
  CHECK(says(refused(head + "phone = \"050 1\"\nfunction = \"" + std::string(61, 'x') + "\"\n"),
             "longer than 60"));
  CHECK(says(refused("[roles.buurman]\nlabel = \"buur\"\n"), "buurman"));
}
