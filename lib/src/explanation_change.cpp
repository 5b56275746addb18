// SPDX-License-Identifier: EUPL-1.2
#include "explanation_change.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

namespace verzuim {
namespace {

/// The key of an absence: two versions of one fact share it.
using Key = std::tuple<std::int32_t, int, std::string>;

std::map<Key, const Absence*> by_key(const PupilFacts& facts, const Setting& setting, Date on) {
  std::map<Key, const Absence*> absences;
  for (const Absence& a : facts.absences)
    if (a.date <= on)
      absences[{a.date.day, a.lesson, (*setting.schools)[static_cast<std::size_t>(a.school)]}] = &a;
  return absences;
}

std::string value_of(const Absence* absence) {
  if (absence == nullptr) return {};
  std::string text(kind_names[static_cast<std::size_t>(absence->kind)]);
  if (absence->mark != 0) text += fmt::format(" {}", mark_names[absence->mark]);
  if (absence->minutes >= 0) text += fmt::format(" {}m", absence->minutes);
  return text;
}

void absence_changes(const EarlierFacts& earlier, const ExplanationGround& ground, const PupilFacts& now,
                     std::vector<ExplainedChange>& changes) {
  const auto then = by_key(earlier.facts, earlier.setting, ground.on),
             is = by_key(now, ground.setting, ground.on);
  std::set<Key> keys;
  for (const auto& [key, absence] : then) keys.insert(key);
  for (const auto& [key, absence] : is) keys.insert(key);
  for (const Key& key : keys) {
    const auto before = then.find(key), after = is.find(key);
    const Absence *old = before == then.end() ? nullptr : before->second,
                  *present = after == is.end() ? nullptr : after->second;
    ExplainedChange change;
    change.what = "absence";
    change.was = value_of(old);
    change.is = value_of(present);
    if (change.was == change.is) continue;
    const Absence& read = present != nullptr ? *present : *old;
    change.date = read.date;
    change.lesson = read.lesson;
    change.source = {read.batch != 0 && ground.file_of ? ground.file_of(read.batch) : std::string(),
                     read.line};
    changes.push_back(std::move(change));
  }
}

/// True when the two lists print otherwise.
template <class List, class Print>
bool differs(const List& a, const List& b, const Print& print) {
  std::string was, is;
  for (const auto& one : a) was += print(one) + ";";
  for (const auto& one : b) is += print(one) + ";";
  return was != is;
}

}  // namespace

std::vector<ExplainedChange> changes_between(const EarlierFacts& earlier, const ExplanationGround& ground) {
  const PupilFacts& now = earlier.after;
  std::vector<ExplainedChange> changes;
  absence_changes(earlier, ground, now, changes);
  const auto add = [&](std::string_view what, bool differ) {
    if (differ) changes.push_back({std::string(what), std::nullopt, 0, {}, {}, {}});
  };
  const PupilFacts& was = earlier.facts;
  add("enrolment", differs(was.enrolments, now.enrolments, [](const Enrolment& e) {
        return fmt::format("{} {} {} {} {} {} {} {} {}", e.school, static_cast<int>(e.sector), e.from.day,
                           e.until.day, e.weekly_minutes, e.gemeente, e.group, e.level,
                           e.birth_date ? e.birth_date->day : 0);
      }));
  add("diploma", differs(was.diplomas, now.diplomas,
                         [](const Diploma& d) { return fmt::format("{} {}", d.on.day, d.diploma); }));
  add("exemption", differs(was.exemptions, now.exemptions, [](const Exemption& e) {
        return fmt::format("{} {} {}", e.article, e.from.day, e.until.day);
      }));
  add("concern", differs(was.concerns, now.concerns,
                         [](const Concern& c) { return fmt::format("{} {} {}", c.on.day, c.by, c.theme); }));
  // What is left is shared by all pupils.
  add("calendar_or_timetable", changes.empty());
  return changes;
}

}  // namespace verzuim
