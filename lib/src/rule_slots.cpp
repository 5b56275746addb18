// SPDX-License-Identifier: EUPL-1.2
#include "rule_slots.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr Date always{-1000000};  // from when a fixed number holds

template <class Enum, class Names>
std::vector<Enum> parse_enums(TomlTable& table, std::string_view key, const Names& names,
                              std::string_view what) {
  std::vector<Enum> list;
  if (const TomlNode* node = table.get(key))
    for (const std::string& text : node->as_texts())
      list.push_back(static_cast<Enum>(choice_of(*node, text, names, what)));
  return list;
}

Quantity parse_age(const TomlNode& node, std::string_view text, const DatedValues& values) {
  TomlNode part = node;
  if (const auto number = parse_count(text)) {
    part.type = TomlNode::Type::integer;
    part.integer = *number;
  } else {
    part.text = text;
  }
  return parse_quantity(part, values);
}

Bounds parse_bounds(const TomlNode* node, std::int64_t most) {
  Bounds bounds;
  if (node == nullptr) return bounds;
  TomlTable table(*node);
  const auto bound = [&](std::string_view key) -> std::optional<std::int64_t> {
    const TomlNode* n = table.get(key);
    if (n == nullptr) return std::nullopt;
    const std::int64_t value = n->as_micro();
    if (value > most) n->refuse("a fraction from 0 to 1 is needed here");
    return value;
  };
  bounds.at_least = bound("at_least");
  bounds.below = bound("below");
  table.finish();
  if (!bounds.any()) node->refuse("write at_least, below or both");
  if (bounds.below && *bounds.below <= bounds.at_least.value_or(0))
    node->refuse("nothing lies below `below` and at or above `at_least`");
  return bounds;
}

/// The first lesson of the day, or the numbers of lessons.
void parse_lesson(const TomlNode& node, Where& where) {
  if (node.type == TomlNode::Type::array) {
    for (const TomlNode& number : node.items) {
      where.lesson.push_back(number.as_count());
      if (where.lesson.back() < 1) number.refuse("lessons are numbered from 1");
    }
    if (where.lesson.empty()) node.refuse("name at least one lesson");
    return;
  }
  if (node.type != TomlNode::Type::text || node.text != "first")
    node.refuse("`lesson` is \"first\" or a list of numbers such as [6, 7, 8]");
  where.first_lesson = true;
}

Where parse_where(const TomlNode* node) {
  Where where;
  if (node == nullptr) return where;
  TomlTable table(*node);
  if (const TomlNode* lesson = table.get("lesson")) parse_lesson(*lesson, where);
  where.beside_holiday = table.count("beside_holiday");
  if (const TomlNode* days = table.get("weekday")) where.weekday = parse_weekdays(*days);
  if (table.get("whole_day") != nullptr) where.whole_day = table.flag("whole_day");
  if (const TomlNode* marks = table.get("mark"))
    for (const std::string& text : marks->as_texts())
      where.mark.push_back(static_cast<std::uint8_t>(choice_of(*marks, text, mark_names, "mark")));
  where.minutes = parse_bounds(table.get("minutes"), 1000000 * micro);
  where.share_of_day = parse_bounds(table.get("share_of_day"), micro);
  table.finish();
  return where;
}

void parse_run(const TomlNode& node, Window& window) {
  window.kind = WindowKind::run;
  if (node.type == TomlNode::Type::flag && node.flag) return;
  TomlTable table(node);
  if (const TomlNode* unit = table.get("unit"))
    window.unit =
        static_cast<RunUnit>(choice(*unit, unit->as_text(), {"days", "school_days", "months"}, "unit"));
  if (const TomlNode* holidays = table.get("holidays"))
    window.holidays = static_cast<RunHolidays>(
        choice(*holidays, holidays->as_text(), {"count", "skip", "undecided"}, "way"));
  table.finish();
}

void parse_first(const TomlNode& node, Window& window) {
  TomlTable table(node);
  window.kind = WindowKind::first;
  window.length = small_count(table, "school_weeks");
  if (window.length < 1) node.refuse("`first` needs school_weeks, at least 1");
  window.first_of =
      static_cast<FirstOf>(choice(node, table.need_text("of"), {"stay", "school_year"}, "beginning"));
  table.finish();
}

Term parse_term(const TomlNode& node) {
  TomlTable table(node);
  if (node.fields.size() != 1) node.refuse("give a term one key: working_days, school_days or days");
  Term term;
  if (const auto n = table.count("working_days")) term = {*n, TermUnit::working_days};
  if (const auto n = table.count("school_days")) term = {*n, TermUnit::school_days};
  if (const auto n = table.count("days")) term = {*n, TermUnit::days};
  table.finish();
  return term;
}

}  // namespace

Quantity parse_quantity(const TomlNode& node, const DatedValues& values) {
  if (node.type != TomlNode::Type::text) return {{{always, node.as_micro()}}, {}};
  if (!node.text.starts_with('$')) node.refuse("a number or a dated value (\"$name\") is needed here");
  const auto found = values.find(std::string_view(node.text).substr(1));
  if (found == values.end())
    node.refuse(
        fmt::format("`{}` is not among the [value]s of this file; add it, or write the number", node.text));
  return {found->second, node.text.substr(1)};
}

/// A weekday or a list of them.
std::vector<int> parse_weekdays(const TomlNode& node) {
  std::vector<int> weekdays;
  const std::vector<TomlNode> one = {node};
  for (const TomlNode& day : node.type == TomlNode::Type::array ? node.items : one) {
    weekdays.push_back(day.as_count());
    if (weekdays.back() < 1 || weekdays.back() > 7) day.refuse("a weekday is a number from 1 (Monday) to 7");
  }
  return weekdays;
}

KindSet parse_kinds(const TomlNode& node) {
  KindSet kinds = 0;
  for (const std::string& text : node.as_texts())
    kinds |= bit(static_cast<Kind>(choice_of(node, text, kind_names, "kind")));
  return kinds;
}

int small_count(TomlTable& table, std::string_view key) { return table.count(key).value_or(0); }

/// A fraction in millionths.
std::int64_t parse_fraction(const TomlNode& node) {
  const std::int64_t value = node.as_micro();
  if (value > micro) node.refuse("a fraction from 0 to 1 is needed here");
  return value;
}

Who parse_who(const TomlNode* node, const DatedValues& values) {
  Who who;
  if (node == nullptr) return who;
  TomlTable table(*node);
  who.duty = parse_enums<Duty>(
      table, "duty", std::vector<std::string_view>(duty_names.begin(), duty_names.begin() + 4), "duty");
  who.sector = parse_enums<Sector>(table, "sector", sector_names, "sector");
  who.school = table.texts("school");
  for (const std::string& school : who.school)
    if (!is_brin(school))
      table.need("school").refuse(fmt::format("`{}` is no BRIN such as 99XA or 99XA00", school));
  who.level = table.texts("level");
  who.group = table.texts("group");
  if (const TomlNode* age = table.get("age")) {
    const auto dots = age->as_text().find("..");
    if (dots == std::string::npos) age->refuse("an age is a range such as \"12..18\", the upper end out");
    const std::string_view from = std::string_view(age->text).substr(0, dots),
                           to = std::string_view(age->text).substr(dots + 2);
    // An open end is one that nobody reaches.
    who.age = std::pair(parse_age(*age, from.empty() ? "0" : from, values),
                        parse_age(*age, to.empty() ? "200" : to, values));
  }
  who.exempt = table.flag("exempt");
  who.all_schools = table.flag("all_schools");
  table.finish();
  return who;
}

Count parse_count_slot(const TomlNode& node) {
  TomlTable table(node);
  Count count;
  const TomlNode& of = table.need("of");
  count.of = static_cast<Measure>(choice_of(of, of.as_text(), measure_names, "measure"));
  if (const TomlNode* kinds = table.get("kind")) count.kinds = parse_kinds(*kinds);
  if (count.kinds == 0 && count.of != Measure::concerns)
    node.refuse("`count` needs the kinds it counts: kind = [\"unauthorised\"]");
  if (count.of == Measure::concerns && (count.kinds != 0 || table.get("where") != nullptr))
    node.refuse("a concern is no record: it has no kind and no where");
  count.where = parse_where(table.get("where"));
  count.min_school_days = small_count(table, "min_school_days");
  if (count.min_school_days > 0 && count.of != Measure::rate)
    node.refuse("`min_school_days` goes with of = \"rate\"");
  table.finish();
  return count;
}

Window parse_window(const TomlNode& node) {
  TomlTable table(node);
  Window window;
  if (node.fields.size() != 1)
    node.refuse(
        "give a window one key: school_weeks, school_days, school_year, days, calendar_week, calendar_month, "
        "first or run");
  const auto sized = [&](std::string_view key, WindowKind kind) {
    const auto length = table.count(key);
    if (!length) return;
    if (*length < 1) node.refuse("a window is at least 1 long");
    window.kind = kind;
    window.length = *length;
  };
  sized("school_weeks", WindowKind::school_weeks);
  sized("school_days", WindowKind::school_days);
  sized("days", WindowKind::days);
  const auto whole = [&](std::string_view key, WindowKind kind) {
    if (table.get(key) == nullptr) return;
    if (!table.flag(key)) node.refuse(fmt::format("write {} = true, or another window", key));
    window.kind = kind;
  };
  whole("school_year", WindowKind::school_year);
  whole("calendar_week", WindowKind::calendar_week);
  whole("calendar_month", WindowKind::calendar_month);
  if (const TomlNode* first = table.get("first")) parse_first(*first, window);
  if (const TomlNode* run = table.get("run")) parse_run(*run, window);
  table.finish();
  return window;
}

Again parse_again(const TomlNode* node) {
  Again again;
  if (node == nullptr) return again;
  TomlTable table(*node);
  if (const TomlNode* restart = table.get("restart")) {
    if (restart->as_text() != "day_after") restart->refuse("`restart` can only be \"day_after\"");
    again.restart = true;
  }
  again.not_within_days = small_count(table, "not_within_days");
  again.every = small_count(table, "every");
  again.fresh = small_count(table, "fresh");
  table.finish();
  if (again.restart + (again.every > 0) + (again.fresh > 0) > 1)
    node->refuse("only one of restart, every and fresh can stand in `again`");
  if (again.not_within_days > 0 && !again.restart)
    node->refuse("`not_within_days` goes with restart = \"day_after\"");
  return again;
}

Then parse_then(const TomlNode& node, std::size_t rungs) {
  TomlTable table(node);
  Then then;
  then.severity = parse_enums<Severity>(table, "severity", severity_names, "severity");
  if (then.severity.empty()) node.refuse("`then` needs a severity: must, should or notice");
  then.step = table.texts("step");
  then.melding = table.texts("melding");
  if (const TomlNode* within = table.get("within")) {
    if (within->type == TomlNode::Type::array)
      for (const TomlNode& term : within->items) then.within.push_back(parse_term(term));
    else
      then.within.push_back(parse_term(*within));
  }
  table.finish();
  const auto fits = [&](std::size_t n) { return n <= 1 || n == rungs; };
  if (!fits(then.severity.size()) || !fits(then.step.size()) || !fits(then.melding.size()) ||
      !fits(then.within.size()))
    node.refuse(fmt::format("a list in `then` has one value, or as many as there are rungs ({})", rungs));
  return then;
}

}  // namespace verzuim
