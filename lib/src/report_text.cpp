// SPDX-License-Identifier: EUPL-1.2
#include "report_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

struct Label {
  std::string_view id;
  Said said;
};

constexpr std::array<std::string_view, 5> format_names = {"html", "md", "csv", "json", "xlsx"};

constexpr std::array<std::string_view, 12> months_en = {"January",   "February", "March",    "April",
                                                        "May",       "June",     "July",     "August",
                                                        "September", "October",  "November", "December"};

constexpr std::array<Label, 13> english_roles = {{
    {"mentor", {"", "mentor"}},
    {"verzuimcoordinator", {"", "absence coordinator"}},
    {"zorgcoordinator", {"", "care coordinator"}},
    {"schoolleiding", {"", "school management"}},
    {"jeugdarts", {"", "school doctor (jeugdarts)"}},
    {"preventiemedewerker", {"", "prevention officer Doorstroompunt"}},
    {"leerplichtambtenaar", {"", "leerplichtambtenaar"}},
    {"trajectbegeleider", {"", "trajectbegeleider Doorstroompunt"}},
    {"team-jeugd", {"", "youth team"}},
    {"samenwerkingsverband", {"", "samenwerkingsverband"}},
    {"hulpverlening", {"", "youth care"}},
    {"parents", {"", "parents"}},
    {"pupil", {"", "pupil"}},
}};

}  // namespace

std::string role_text(std::string_view role, const DocumentOptions& options) {
  for (const auto& [id, text] : options.role_labels)
    if (id == role) return text;
  if (options.language == Language::nl) return std::string(is_role(role) ? role_label(role) : role);
  const auto found =
      std::find_if(english_roles.begin(), english_roles.end(), [&](const Label& l) { return l.id == role; });
  return std::string(found == english_roles.end() ? role : found->said.en);
}

std::string roles_text(const std::vector<std::string>& roles, const DocumentOptions& options) {
  std::vector<std::string> texts;
  for (const std::string& role : roles) texts.push_back(role_text(role, options));
  return join(texts, ", ");
}

std::string date_text(Date date, Language language) {
  if (language == Language::nl) return dutch_date(date);
  const auto month = static_cast<std::size_t>(month_of(date) - 1);
  return fmt::format("{} {} {}", date - first_of_month(date) + 1, months_en[month], year_of(date));
}

std::string month_text(Date date, Language language) {
  const std::string text = date_text(first_of_month(date), language);
  return text.substr(text.find(' ') + 1);
}

std::string gemeente_text(const std::string& code, const DocumentOptions& options) {
  const Gemeente* gemeente = options.reference == nullptr ? nullptr : options.reference->gemeente(code);
  return gemeente == nullptr ? code : fmt::format("{} ({})", gemeente->name, code);
}

std::string_view extension(ReportFormat format) { return format_names[static_cast<std::size_t>(format)]; }

std::optional<Language> parse_language(std::string_view text) {
  if (text == "nl") return Language::nl;
  if (text == "en") return Language::en;
  return std::nullopt;
}

std::optional<ReportFormat> parse_report_format(std::string_view text) {
  const auto found = std::find(format_names.begin(), format_names.end(), text);
  if (found == format_names.end()) return std::nullopt;
  return static_cast<ReportFormat>(found - format_names.begin());
}

}  // namespace verzuim
