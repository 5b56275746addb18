// SPDX-License-Identifier: EUPL-1.2
// What free text may not hold. Nothing here ever repeats the text: a message ends up in logs.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "verzuim/dossier_entry.hpp"
#include "verzuim/identity.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// No pupil is younger than four; what lies so far back is more likely a birthday than an event.
constexpr int months_to_birth = 36;

constexpr std::array<std::string_view, 24> month_names = {
    "januari",   "februari", "maart",    "april",    "mei", "juni", "juli", "augustus",
    "september", "oktober",  "november", "december", "jan", "feb",  "mrt",  "apr",
    "may",       "jun",      "jul",      "aug",      "sep", "okt",  "nov",  "dec"};
constexpr std::array<std::string_view, 5> birth_words = {"geboren", "geboort", "geb.", "born", "birth"};
// The beginnings of words that are about health. A word list finds no illness by another name; it stops the
// slips, and who confirms stays answerable.
constexpr std::array<std::string_view, 38> health_words = {
    "ziek",    "griep", "koorts",  "migraine",      "hoofdpijn",   "buikpijn", "huisarts", "jeugdarts",
    "dokter",  "arts",  "artsen",  "medic",         "medisch",     "diagnos",  "depress",  "psych",
    "therap",  "adhd",  "autis",   "angststoornis", "burnout",     "burn-out", "zwanger",  "ziekenhuis",
    "allergi", "astma", "epilep",  "suicid",        "eetstoornis", "operatie", "verslav",  "gezondheid",
    "health",  "sick",  "illness", "doctor",        "hospital",    "ggz"};

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Groups of digits that stand together, with at most one blank, dot, dash or slash between them.
struct Run {
  std::size_t at = 0, end = 0;
  std::vector<std::string_view> groups;
};

std::vector<Run> runs_of(std::string_view text) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < text.size();) {
    if (!digit(text[i]) || (i > 0 && letter(text[i - 1]))) {
      ++i;
      continue;
    }
    Run run;
    run.at = i;
    while (i < text.size() && digit(text[i])) {
      const std::size_t from = i;
      while (i < text.size() && digit(text[i])) ++i;
      run.groups.push_back(text.substr(from, i - from));
      run.end = i;
      const bool joined = i + 1 < text.size() &&
                          std::string_view(" .-/").find(text[i]) != std::string_view::npos &&
                          digit(text[i + 1]);
      if (!joined) break;
      ++i;
    }
    runs.push_back(std::move(run));
  }
  return runs;
}

std::optional<Date> date_of(int year, int month, int day) {
  return parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day));
}

/// The date that three groups make, whichever way round; nothing when they make none.
std::optional<Date> date_of(std::string_view a, std::string_view b, std::string_view c) {
  const auto x = parse_count(a), y = parse_count(b), z = parse_count(c);
  if (!x || !y || !z || b.size() > 2) return std::nullopt;
  if (a.size() == 4 && c.size() <= 2) return date_of(*x, *y, *z);
  if (a.size() <= 2 && c.size() == 4) return date_of(*z, *y, *x);
  return std::nullopt;
}

/// The date in eight digits without anything between them.
std::optional<Date> date_of(std::string_view text) {
  if (text.size() != 8) return std::nullopt;
  if (const auto date = date_of(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2))) return date;
  return date_of(text.substr(0, 2), text.substr(2, 2), text.substr(4));
}

/// Takes the dates out of a run and says whether one of them may be one of birth.
bool take_dates(Run& run, Date latest) {
  bool birth = false;
  std::vector<std::string_view> left;
  for (std::size_t i = 0; i < run.groups.size(); ++i) {
    std::optional<Date> date = date_of(run.groups[i]);
    if (!date && i + 2 < run.groups.size()) {
      date = date_of(run.groups[i], run.groups[i + 1], run.groups[i + 2]);
      if (date) i += 2;
    }
    if (date)
      birth = birth || *date < latest;
    else
      left.push_back(run.groups[i]);
  }
  run.groups = std::move(left);
  return birth;
}

bool is_identity(const Run& run) {
  std::string all;
  for (const std::string_view group : run.groups) {
    if (group.size() == 9 && checked_identity(group, IdentityNumber::persoonsgebonden)) return true;
    all += group;
  }
  return (all.size() == 9 || (all.size() == 8 && run.groups.size() == 1)) &&
         checked_identity(all, IdentityNumber::persoonsgebonden).has_value();
}

/// True when `at` is a day before the name of a month and a year so long ago that someone may be born then.
bool is_written_birth_date(std::string_view low, const Run& run, Date latest) {
  std::size_t i = run.end;
  while (i < low.size() && (low[i] == ' ' || low[i] == '.')) ++i;
  for (std::size_t m = 0; m < month_names.size(); ++m) {
    if (!low.substr(i).starts_with(month_names[m])) continue;
    std::size_t j = i + month_names[m].size();
    while (j < low.size() && (low[j] == ' ' || low[j] == '.' || low[j] == ',')) ++j;
    const auto year = j + 4 <= low.size() ? parse_count(low.substr(j, 4)) : std::nullopt;
    const auto day = parse_count(run.groups.back());
    const auto date = year && day ? date_of(*year, static_cast<int>(m % 12) + 1, *day) : std::nullopt;
    if (date && *date < latest) return true;
  }
  return false;
}

/// True when a word of birth stands shortly before a number.
bool follows_birth_word(std::string_view low, const Run& run) {
  const std::size_t from = run.at > 24 ? run.at - 24 : 0;
  const std::string_view before = low.substr(from, run.at - from);
  return std::any_of(birth_words.begin(), birth_words.end(),
                     [&](std::string_view w) { return before.find(w) != std::string_view::npos; });
}

TextFault at(std::string_view text, std::size_t place, std::string reason) {
  TextFault fault{std::move(reason), 1, 1};
  for (std::size_t i = 0; i < place && i < text.size(); ++i) {
    fault.column = text[i] == '\n' ? 1 : fault.column + 1;
    fault.line += text[i] == '\n' ? 1 : 0;
  }
  return fault;
}

TextFault unfit_line(std::string_view text) {
  std::size_t from = 0;
  for (const std::string& line : split(text, '\n')) {
    std::string plain = line;
    std::replace(plain.begin(), plain.end(), '\t', ' ');
    if (const std::string_view what = unfit(plain); !what.empty())
      return at(text, from, fmt::format("the text holds {}; write it in plain letters", what));
    from += line.size() + 1;
  }
  return {};
}

}  // namespace

TextFault text_fault(std::string_view text, Date on) {
  if (text.size() > most_text)
    return at(text, most_text,
              fmt::format(
                  "the text is longer than {} bytes; write what the reader needs and keep the rest elsewhere",
                  most_text));
  if (TextFault fault = unfit_line(text); !fault.reason.empty()) return fault;
  const std::string low = lower(text);
  const Date latest = add_months(on, -months_to_birth);
  for (Run& run : runs_of(text)) {
    const bool birth = follows_birth_word(low, run) || is_written_birth_date(low, run, latest);
    if (take_dates(run, latest) || birth)
      return at(text, run.at,
                "the text holds what may be a date of birth; leave it out, the dossier knows whose it is");
    if (is_identity(run))
      return at(text, run.at,
                "the text holds what looks like a BSN or onderwijsnummer; leave it out, the dossier knows "
                "whose it is");
  }
  return {};
}

TextFault health_fault(std::string_view text) {
  const std::string low = lower(text);
  for (std::size_t i = 0; i < low.size(); ++i) {
    if (!letter(low[i]) || (i > 0 && (letter(low[i - 1]) || digit(low[i - 1])))) continue;
    const std::string_view rest = std::string_view(low).substr(i);
    for (const std::string_view word : health_words) {
      // `arts` is a word and a beginning of many others.
      const bool whole = word != "arts" || rest.size() == word.size() || !letter(rest[word.size()]);
      if (rest.starts_with(word) && whole)
        return at(text, i,
                  "the text speaks of health here, so it cannot be confirmed; write it without, or leave it "
                  "unconfirmed and it stays inside");
    }
  }
  return {};
}

}  // namespace verzuim
