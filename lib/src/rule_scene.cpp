// SPDX-License-Identifier: EUPL-1.2
#include "rule_scene.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
const Calendar& SceneCalendars::of(const std::vector<std::string>& schools, const std::string& region,
                                   const std::vector<OwnDaysOff>& own) {
  std::string key = join(schools, ",") + "|" + region;
  for (const OwnDaysOff& days : own) key += fmt::format("|{} {}", days.from.day, days.until.day);
  auto& slot = made_[key];
  if (!slot) {
    std::vector<School> rows;
    for (const std::string& school : schools)
      rows.push_back({school, "test", std::string(invented_gemeente), region, ""});
    slot = std::make_unique<Calendar>(Reference::shipped(), std::move(rows), own);
  }
  return *slot;
}

namespace {

std::string dates_text(const std::vector<Date>& dates) {
  std::vector<std::string> texts;
  for (Date date : dates) texts.push_back(to_string(date));
  return texts.empty() ? "nothing" : join(texts, ", ");
}

/// What the signals of one rule say besides their dates, by the key of the test that asks for it.
struct Said {
  std::string_view key;
  const std::vector<std::string>& wanted;
  std::vector<std::string> found;
};

/// Says what a step or melding that is not there is.
std::string shown(std::vector<std::string> values) {
  for (std::string& value : values)
    if (value.empty()) value = "none";
  return join(values, ", ");
}

bool as_wanted(const Said& said) {
  if (said.wanted.empty()) return true;
  for (std::size_t i = 0; i < said.found.size(); ++i) {
    const std::string& wanted = said.wanted.size() == 1 ? said.wanted.front() : said.wanted[i];
    const std::string& found = said.found[i];
    // A count can be written with its unit or without.
    const bool without_unit = said.key == "counts" && found.substr(0, found.find(' ')) == wanted;
    if (found != wanted && !without_unit) return false;
  }
  return true;
}

}  // namespace

std::string RuleScene::judge(const Rulebook& rulebook) const {
  const Setting setting{&Law::shipped(), &Reference::shipped(), calendar_, &timetables_, &schools_};
  std::vector<Signal> signals, undecided;
  Engine(rulebook, setting).evaluate(facts_, test_.on.value_or(last_), signals, undecided);
  std::sort(signals.begin(), signals.end(), before);
  std::vector<Date> fired;
  Said said[] = {{"counts", test_.counts, {}},     {"counted_from", test_.counted_from, {}},
                 {"due", test_.due, {}},           {"version", test_.version, {}},
                 {"severity", test_.severity, {}}, {"step", test_.step, {}},
                 {"melding", test_.melding, {}}};
  const auto date_text = [](std::optional<Date> date) { return date ? to_string(*date) : "none"; };
  for (const Signal& s : signals) {
    if (s.rule != test_.rule) continue;
    fired.push_back(*s.reached_on);
    const std::string says[] = {s.count + " " + s.unit,
                                date_text(s.window_from),
                                date_text(s.due_on),
                                to_string(s.valid_from),
                                std::string(severity_names[static_cast<std::size_t>(s.severity)]),
                                s.step,
                                s.melding};
    for (std::size_t i = 0; i < std::size(says); ++i) said[i].found.push_back(says[i]);
  }
  if (fired != test_.fires)
    return fmt::format("it should fire on {}, but fires on {}", dates_text(test_.fires), dates_text(fired));
  for (const Said& one : said)
    if (!as_wanted(one))
      return fmt::format("`{}` should be {}, but is {}", one.key, shown(one.wanted), shown(one.found));
  const bool doubt =
      std::any_of(undecided.begin(), undecided.end(), [&](const Signal& s) { return s.rule == test_.rule; });
  if (test_.undecided != doubt && (test_.undecided || test_.fires.empty()))
    return test_.undecided ? "it should be undecided, but is not"
                           : "it is undecided, which the test does not expect";
  return {};
}

}  // namespace verzuim
