// SPDX-License-Identifier: EUPL-1.2
// The tables of a profile that say what its values stand for.
#include <fmt/format.h>

#include <algorithm>

#include "profile_parts.hpp"
#include "rule_parser.hpp"

namespace verzuim {
namespace {

/// `"sick"`, `"skip"`, `"absent"`, or `{ kind = "authorised", mark = "beroep" }`.
Verdict parse_verdict(const TomlNode& node) {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> all = {"skip", "absent"};
    all.insert(all.end(), kind_names.begin(), kind_names.end());
    return all;
  }();
  Verdict verdict;
  if (node.type == TomlNode::Type::table) {
    TomlTable table(node);
    const TomlNode& kind = table.need("kind");
    verdict = parse_verdict(kind);
    if (const TomlNode* mark = table.get("mark"))
      verdict.mark = static_cast<std::uint8_t>(choice_of(*mark, mark->as_text(), mark_names, "mark"));
    table.finish();
    return verdict;
  }
  const std::size_t at = choice(node, node.as_text(), words, "kind");
  if (at == 0) verdict.says = Verdict::Says::skip;
  if (at >= 2) verdict.says = Verdict::Says::kind, verdict.kind = static_cast<Kind>(at - 2);
  return verdict;
}

Words<Verdict> parse_verdicts(const TomlNode* node) {
  Words<Verdict> words;
  if (node == nullptr) return words;
  const TomlTable whole(*node);  // refuses what is no table
  for (const auto& [word, value] : node->fields) words.add(word, parse_verdict(value));
  return words;
}

Words<bool> parse_authorised(const TomlNode* node) {
  static const std::vector<std::string> usual_yes = {"ja",  "j", "true", "1",
                                                     "yes", "y", "waar", "geoorloofd"},
                                        usual_no = {"nee", "n", "false", "0", "no", "onwaar", "ongeoorloofd"};
  Words<bool> words;
  std::vector<std::string> yes = usual_yes, no = usual_no;
  if (node != nullptr) {
    TomlTable table(*node);
    yes = table.need("yes").as_texts();
    no = table.need("no").as_texts();
    table.finish();
  }
  for (const std::string& word : yes) words.add(word, true);
  for (const std::string& word : no) {
    if (words.find(word) != nullptr) node->refuse(fmt::format("`{}` cannot stand for both yes and no", word));
    words.add(word, false);
  }
  return words;
}

DurationSetting parse_minutes(const TomlNode* node) {
  DurationSetting setting;
  if (node == nullptr) return setting;
  TomlTable table(*node);
  setting.day = table.count("day").value_or(0);
  if (const TomlNode* unit = table.get("unit")) {
    const std::size_t at = choice(*unit, unit->as_text(), {"minutes", "hours", "days"}, "unit");
    setting.whole_days = at == 2;
    if (setting.whole_days && setting.day == 0)
      unit->refuse("half a day must be told in minutes; add how many a whole day has: day = 330");
    setting.unit = at == 0 ? 1 : at == 1 ? 60 : setting.day;
  }
  if (const TomlNode* of = table.get("of"))
    setting.of_each_lesson = choice(*of, of->as_text(), {"row", "lesson"}, "owner of the minutes") == 1;
  table.finish();
  return setting;
}

DayPart parse_part(const TomlNode& node) {
  DayPart part;
  if (node.type == TomlNode::Type::text) {
    choice(node, node.text, {"day"}, "part of the day");
    return part;
  }
  TomlTable table(node);
  const TomlNode& lesson = table.need("lesson");
  part.lessons = lesson.type == TomlNode::Type::integer ? std::vector<int>{lesson.as_count()}
                                                        : parse_lessons(lesson.as_text());
  if (part.lessons.empty() || part.lessons.front() < 1 || part.lessons.back() > 30)
    lesson.refuse("lessons are numbered from 1 to 30: 1, or \"1-4\"");
  part.minutes = table.count("minutes").value_or(0);
  table.finish();
  return part;
}

Words<DayPart> parse_parts(const TomlNode* node) {
  Words<DayPart> parts;
  if (node == nullptr) return parts;
  const TomlTable whole(*node);
  for (const auto& [word, value] : node->fields) parts.add(word, parse_part(value));
  return parts;
}

/// `3 = "10:15-11:05"`.
LessonTime parse_lesson_time(const std::string& lesson, const TomlNode& node) {
  static const DatePattern clock("H:mm");
  const std::string& text = node.as_text();
  const auto dash = std::min(text.find('-'), text.size());
  const auto from = clock.read(trim(text.substr(0, dash)));
  const auto until = dash < text.size() ? clock.read(trim(text.substr(dash + 1))) : std::nullopt;
  const auto numbers = parse_lessons(lesson);
  if (numbers.size() != 1) node.refuse("the keys of [lesson_times] are lessons from 1 to 30");
  if (!from || !until || *until->minute <= *from->minute)
    node.refuse("write a time and a later one: \"08:30-09:20\"");
  return {numbers.front(), *from->minute, *until->minute};
}

std::vector<LessonTime> parse_lesson_times(const TomlNode* node) {
  std::vector<LessonTime> times;
  if (node == nullptr) return times;
  const TomlTable whole(*node);
  for (const auto& [lesson, value] : node->fields) times.push_back(parse_lesson_time(lesson, value));
  std::sort(times.begin(), times.end(), [](const auto& a, const auto& b) { return a.lesson < b.lesson; });
  for (std::size_t i = 1; i < times.size(); ++i)
    if (times[i - 1].lesson == times[i].lesson)
      node->refuse(fmt::format("lesson {} stands here twice; keep one", times[i].lesson));
  return times;
}

/// `[skip] pupil = ["Totaal"]`.
void parse_skip(const TomlNode* node, ProfileParts& parts) {
  if (node == nullptr) return;
  const TomlTable whole(*node);
  for (const auto& [column, value] : node->fields) {
    check_slot(value, column, parts);
    if (!parts.canonical && !parts.columns.contains(column))
      value.refuse(fmt::format("say under [columns] which column holds `{}`", column));
    for (const std::string& word : value.as_texts()) parts.skip[column].add(word, true);
  }
}

/// `[words.sector]`: the words of the file and those of the canonical column.
void parse_words(const TomlNode* node, ProfileParts& parts) {
  if (node == nullptr) return;
  const TomlTable whole(*node);
  for (const auto& [column, table] : node->fields) {
    check_slot(table, column, parts);
    const TomlTable inner(table);
    for (const auto& [word, value] : table.fields)
      parts.words[column].add(
          word, value.type == TomlNode::Type::integer ? std::to_string(value.as_count()) : value.as_text());
  }
}

}  // namespace

bool is_word_table(std::string_view name) { return name == "types" || name == "presence" || name == "parts"; }

void check_words(const TomlNode& tree) {
  const auto check = [](const TomlNode& table) {
    std::map<std::string, std::string> seen;
    for (const auto& [word, value] : table.fields)
      if (const auto [at, fresh] = seen.emplace(lowered(word), word); !fresh)
        value.refuse(fmt::format("`{}` and `{}` are the same word, since case makes no difference; keep one",
                                 at->second, word));
  };
  for (const auto& [name, table] : tree.fields) {
    if (is_word_table(name)) check(table);
    if (name != "words") continue;
    for (const auto& [column, words] : table.fields) check(words);
  }
}

void parse_profile_values(TomlTable& table, ProfileParts& parts) {
  parts.minutes = parse_minutes(table.get("minutes"));
  parts.parts = parse_parts(table.get("parts"));
  parts.lesson_times = parse_lesson_times(table.get("lesson_times"));
  parts.types = parse_verdicts(table.get("types"));
  parts.presence = parse_verdicts(table.get("presence"));
  if (const TomlNode* codes = table.get("codes")) {
    const TomlTable whole(*codes);
    for (const auto& [code, value] : codes->fields) parts.codes[code] = parse_verdict(value);
  }
  parts.authorised = parse_authorised(table.get("authorised"));
  parse_words(table.get("words"), parts);
  parse_skip(table.get("skip"), parts);
}

}  // namespace verzuim
