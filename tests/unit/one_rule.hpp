// SPDX-License-Identifier: EUPL-1.2
// What tests of the rule language share: one rule, one pupil, and the days on which it fires.
#pragma once
#include <string>

#include "verzuim/rule_test.hpp"

/// What the test of a rule with these slots says: the dates on which it fires, or that it is undecided.
inline std::string fires(const std::string& slots, const std::string& scene, const std::string& values = {},
                         const std::string& start = "valid_from = 2020-08-01") {
  verzuim::Rulebook book;
  book.add(values + "[[rule]]\nid = \"r\"\nlevel = \"school\"\n" + start +
               "\nbasis = { text = \"t\" }\nthen = { severity = \"must\" }\n" + slots +
               "\n[[test]]\nrule = \"r\"\nname = \"t\"\nborn = 2011-05-01\nfires = [1999-01-01]\n" + scene +
               "\n",
           "test.toml");
  book.finish();
  const std::string message = verzuim::run_rule_tests(book).front().message;
  return message.substr(message.rfind("fires on ") + 9);
}

/// Whether the test of a rule with these slots is undecided and gives no signal.
inline bool undecided(const std::string& slots, const std::string& scene, const std::string& values = {},
                      const std::string& start = "valid_from = 2020-08-01") {
  verzuim::Rulebook book;
  book.add(values + "[[rule]]\nid = \"r\"\nlevel = \"school\"\n" + start +
               "\nbasis = { text = \"t\" }\nthen = { severity = \"must\" }\n" + slots +
               "\n[[test]]\nrule = \"r\"\nname = \"t\"\nfires = []\nundecided = true\n" + scene + "\n",
           "test.toml");
  book.finish();
  return verzuim::run_rule_tests(book).front().message.empty();
}
