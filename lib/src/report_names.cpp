// SPDX-License-Identifier: EUPL-1.2
// What rows and columns are called whose ids hold a number, a code or a class.
#include <fmt/format.h>

#include <array>

#include "report_text.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// A class such as `6<16` in words. Whole numbers (times) are named from and to, amounts as a stretch.
std::string class_text(std::string_view id, bool times, Language language) {
  const bool nl = language == Language::nl;
  if (id == "0") return std::string(nl ? "Geen" : "None");
  if (id == "unknown") return std::string(nl ? "Niet te tellen" : "Cannot be counted");
  if (id.front() == '>') return fmt::format("{} {}", id.substr(1), nl ? "of meer" : "or more");
  const auto cut = id.find('<');
  const int high = parse_count(id.substr(cut + 1)).value_or(0);
  if (times) return fmt::format("{}–{}", cut == 0 ? "1" : std::string(id.substr(0, cut)), high - 1);
  if (cut == 0) return fmt::format("{} {}", nl ? "Minder dan" : "Below", high);
  return fmt::format("{} {} {}", id.substr(0, cut), nl ? "tot" : "to", high);
}

std::string share_text(std::string_view id, Language language) {
  const bool nl = language == Language::nl;
  if (id.front() == '>') return fmt::format("{}% {}", id.substr(1), nl ? "of meer" : "or more");
  return class_text(id, false, language) + "%";
}

std::string age_text(std::string_view id, Language language) {
  const std::string_view years = language == Language::nl ? "jaar" : "years";
  if (id.starts_with('>')) return fmt::format("{} {}", class_text(id, false, language), years);
  const auto cut = id.find('<');
  if (cut == 0) return fmt::format("{} {}", class_text(id, false, language), years);
  const int high = parse_count(id.substr(cut + 1)).value_or(0);
  return fmt::format("{}–{} {}", id.substr(0, cut), high - 1, years);
}

std::string numbered(std::string_view id, Language language) {
  const bool nl = language == Language::nl;
  const int n = parse_count(id.substr(id.rfind('_') + 1)).value_or(0);
  if (id.starts_with("weekday_")) {
    constexpr std::array<Said, 5> days = {{{"Maandag", "Monday"},
                                           {"Dinsdag", "Tuesday"},
                                           {"Woensdag", "Wednesday"},
                                           {"Donderdag", "Thursday"},
                                           {"Vrijdag", "Friday"}}};
    return std::string(days.at(static_cast<std::size_t>(n - 1)).in(language));
  }
  if (n == 0) return nl ? "Hele dag" : "Whole day";
  if (n == 12) return nl ? "Les 12 en later" : "Lesson 12 and later";
  return fmt::format("{} {}", nl ? "Les" : "Lesson", n);
}

bool is_month(std::string_view id) {
  return id.size() == 7 && id[4] == '-' && parse_date(std::string(id) + "-01");
}

std::string day_text(Date date, const ReportRow& row, Language language) {
  const std::string why = row.text.empty() ? std::string() : ": " + label(row.text, language);
  return date_text(date, language) + why;
}

/// A class of school days such as `3` or `6<11`.
std::string waiting_text(std::string_view id, Language language) {
  const bool nl = language == Language::nl;
  if (id == "0") return nl ? "Dezelfde dag" : "The same day";
  const auto cut = id.find('<');
  if (id.front() == '>')
    return fmt::format("{} {}", nl ? "Schooldag" : "School day", class_text(id, false, language));
  if (cut == std::string_view::npos) return fmt::format("{} {}", nl ? "Schooldag" : "School day", id);
  return fmt::format("{} {}–{}", nl ? "Schooldag" : "School day", id.substr(0, cut),
                     parse_count(id.substr(cut + 1)).value_or(1) - 1);
}

std::string place_text(const ReportRow& row, Language language) {
  // A school with its sector, or a group.
  std::string code = row.id.substr(3);
  if (code.empty()) return language == Language::nl ? "Zonder groep" : "Without a group";
  const auto cut = code.rfind('/');
  const std::string sector = cut == std::string::npos ? std::string() : ", " + code.substr(cut + 1);
  if (cut != std::string::npos) code.resize(cut);
  return row.text.empty() ? code + sector : fmt::format("{} ({}{})", row.text, code, sector);
}

std::string step_text(std::string_view id, const DocumentOptions& options) {
  const auto cut = id.find('/');
  const std::string role(id.substr(cut + 1));
  constexpr Said nobody{"niemand aangewezen", "nobody appointed"};
  return fmt::format("{}: {}", label(id.substr(0, cut), options.language),
                     role.empty() ? std::string(nobody.in(options.language)) : role_text(role, options));
}

}  // namespace

std::string column_text(const ReportTable& table, std::size_t column, Language language) {
  const std::string& id = table.columns[column].id;
  const bool classes =
      table.id.starts_with("unauthorised") || table.id == "late" || table.id == "unexplained";
  if (classes && id != "any" && id != "some" && id != "total")
    return class_text(id, table.id == "late", language);
  for (const std::string_view prefix : {"share_", "band_"})
    if (id.starts_with(prefix)) return share_text(id.substr(prefix.size()), language);
  if (id.starts_with("lesson_")) return numbered(id, language);
  if (id.starts_with("year_")) return id.substr(5);
  if (table.id == "waiting" && id == "total") return language == Language::nl ? "Dossiers" : "Dossiers";
  return label(id, language);
}

std::string row_text(const ReportTable& table, std::size_t row, const DocumentOptions& options) {
  const ReportRow& r = table.rows[row];
  const std::string& id = r.id;
  if (id.starts_with("at:")) return place_text(r, options.language);
  if (id.starts_with("subject:")) return id.substr(8);
  if (id.starts_with("party:")) return role_text(id.substr(6), options);
  if (id.starts_with("verslag:")) return gemeente_text(id.substr(8), options);
  if (id.starts_with("share_")) return share_text(std::string_view(id).substr(6), options.language);
  if (id.starts_with("rule-")) return fmt::format("{} ({})", r.text, id.substr(5));
  if (id.starts_with("age:")) return age_text(std::string_view(id).substr(4), options.language);
  if (id.starts_with("weekday_")) return numbered(id, options.language);
  for (const std::string_view prefix : {"article-", "telling_exempt-"})
    if (id.starts_with(prefix))
      return fmt::format("{} {}",
                         options.language == Language::nl ? "Vrijstelling artikel" : "Exemption article",
                         id.substr(prefix.size()));
  if (const auto date = parse_date(id)) return day_text(*date, r, options.language);
  if (table.id == "waiting_days" && id != "total") return waiting_text(id, options.language);
  if (is_month(id)) return month_text(*parse_date(id + "-01"), options.language);
  if (table.id == "dossiers" && id != "total") return step_text(id, options);
  return label(id, options.language);
}

}  // namespace verzuim
