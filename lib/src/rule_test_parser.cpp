// SPDX-License-Identifier: EUPL-1.2
// Reads the tests of a rule file.
#include <fmt/format.h>

#include <algorithm>

#include "rule_parser.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// A key of a test that may be a list: the test is then one for each.
std::vector<TomlNode> each_of(const TomlNode* node) {
  if (node == nullptr) return {};
  return node->type == TomlNode::Type::array ? node->items : std::vector<TomlNode>{*node};
}

std::vector<Date> dates_of(const TomlNode* node) {
  std::vector<Date> dates;
  for (const TomlNode& date : each_of(node)) dates.push_back(date.as_date());
  return dates;
}

/// What the signals of a test say, in the order of `fires`.
void parse_expectations(TomlTable& table, RuleTest& test) {
  test.fires = dates_of(&table.need("fires"));
  const auto fits = [&](const TomlNode* node, std::vector<std::string>& list) {
    if (node != nullptr && list.size() != 1 && list.size() != test.fires.size())
      node->refuse(fmt::format("there are {} values here for {} signals; write one for all, or one for each",
                               list.size(), test.fires.size()));
  };
  const auto texts = [&](std::string_view key, std::vector<std::string>& list) {
    const TomlNode* node = table.get(key);
    if (node != nullptr) list = node->as_texts();
    fits(node, list);
  };
  const auto dates = [&](std::string_view key, std::vector<std::string>& list) {
    const TomlNode* node = table.get(key);
    for (Date date : dates_of(node)) list.push_back(to_string(date));
    fits(node, list);
  };
  texts("counts", test.counts);
  dates("counted_from", test.counted_from);
  dates("due", test.due);
  dates("version", test.version);
  texts("severity", test.severity);
  texts("step", test.step);
  texts("melding", test.melding);
  test.undecided = table.flag("undecided");
}

/// The test once for each sector and birth date that it names.
std::vector<RuleTest> spread(const RuleTest& test, const std::vector<std::string>& sectors,
                             const std::vector<Date>& born) {
  std::vector<RuleTest> tests;
  for (const std::string& sector : sectors)
    for (std::size_t i = 0; i < std::max<std::size_t>(born.size(), 1); ++i) {
      tests.push_back(test);
      RuleTest& one = tests.back();
      one.sector = sector;
      if (!born.empty()) one.born = born[i];
      if (sectors.size() > 1) one.name += fmt::format(" ({})", sector);
      if (born.size() > 1) one.name += fmt::format(" (birth date {})", i + 1);
    }
  return tests;
}

}  // namespace

std::vector<RuleTest> parse_rule_test(const TomlNode& node) {
  TomlTable table(node);
  RuleTest test;
  test.place = node.place;
  test.rule = table.need_text("rule");
  test.name = table.need_text("name");
  const std::vector<Date> born = dates_of(table.get("born"));
  const TomlNode* sector = table.get("sector");
  const std::vector<std::string> sectors = sector != nullptr ? sector->as_texts() : std::vector{test.sector};
  test.region = table.text("region", test.region);
  test.school = table.text("school", test.school);
  if (!is_brin(test.school))
    table.need("school").refuse(fmt::format("`{}` is no BRIN such as 99XA or 99XA00", test.school));
  test.group = table.text("group");
  test.level = table.text("level");
  test.weekly_minutes = table.count("weekly_minutes").value_or(test.weekly_minutes);
  test.lesson_minutes = table.count("lesson_minutes").value_or(test.lesson_minutes);
  const auto from = table.date("from"), until = table.date("until");
  if (from || until)
    test.enrolments = {to_string(from.value_or(make_date(2000, 1, 1))) + ".." +
                       to_string(until.value_or(open_end))};
  if (table.get("enrolments") != nullptr) test.enrolments = table.texts("enrolments");
  test.diplomas = table.texts("diplomas");
  test.exemptions = table.texts("exemptions");
  test.timetable = table.texts("timetable");
  test.calendar = table.texts("calendar");
  test.days = table.texts("days");
  test.concerns = table.texts("concerns");
  test.on = table.date("on");
  parse_expectations(table, test);
  table.finish();
  return spread(test, sectors, born);
}

EquivalentMutant parse_equivalent(const TomlNode& node) {
  TomlTable table(node);
  EquivalentMutant mutant{table.need_text("rule"),    table.need_text("slot"), table.need_text("was"),
                          table.need_text("becomes"), table.need_text("why"),  node.place};
  table.finish();
  return mutant;
}

}  // namespace verzuim
