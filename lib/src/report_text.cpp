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

constexpr std::array<Label, 42> labels = {{
    {"po", {"Basisonderwijs (po)", "Primary (po)"}},
    {"so", {"Speciaal onderwijs (so)", "Special primary (so)"}},
    {"vo", {"Voortgezet onderwijs (vo)", "Secondary (vo)"}},
    {"vso", {"Voortgezet speciaal onderwijs (vso)", "Special secondary (vso)"}},
    {"mbo", {"Middelbaar beroepsonderwijs (mbo)", "Vocational (mbo)"}},
    {"vavo", {"Volwassenenonderwijs (vavo)", "Adult secondary (vavo)"}},
    {"leerplichtig", {"Leerplichtig", "Leerplichtig"}},
    {"kwalificatieplichtig", {"Kwalificatieplichtig", "Kwalificatieplichtig"}},
    {"doorstroom", {"Doorstroompunt", "Doorstroompunt"}},
    {"none", {"Geen", "None"}},
    {"some", {"Een keer of meer", "Once or more"}},
    {"unknown", {"Onbekend", "Unknown"}},
    {"pupils", {"Jongeren", "Young people"}},
    {"signals", {"Signalen", "Signals"}},
    {"meldingen", {"Meldingen", "Meldingen"}},
    {"in_time", {"Binnen de termijn", "Within the term"}},
    {"overdue", {"Termijn voorbij", "Overdue"}},
    {"on_time", {"Op tijd gedaan", "Done in time"}},
    {"late", {"Te laat gedaan", "Done late"}},
    {"not_due", {"Loopt nog", "Not due yet"}},
    {"16-uur", {"16 uur in vier weken", "16 hours in four weeks"}},
    {"lrv", {"Langdurig relatief verzuim", "Long relative absence"}},
    {"luxe", {"Luxeverzuim", "Holiday without leave"}},
    {"overig", {"Overig verzuim", "Other absence"}},
    {"18plus", {"Verzuim 18 jaar en ouder", "Absence, 18 and over"}},
    {"contact", {"Contact opnemen", "Make contact"}},
    {"mentorgesprek", {"Gesprek met de mentor", "Talk with the mentor"}},
    {"waarschuwing", {"Brief over te laat komen", "Letter about being late"}},
    {"jeugdarts", {"Vraag aan de jeugdarts", "Ask the jeugdarts"}},
    {"vroege-actie", {"Vroege actie", "Early action"}},
    {"knooppunt", {"Knooppunt", "Knooppunt"}},
    {"preventiegesprek", {"Preventief gesprek Doorstroompunt", "Preventive talk Doorstroompunt"}},
    {"melding", {"Melding", "Melding"}},
    {"gemeentegesprek", {"Gesprek bij de gemeente", "Talk at the gemeente"}},
    {"pupils-file", {"leerlingen", "pupils"}},
    {"absences", {"verzuim", "absences"}},
    {"timetable", {"rooster", "timetable"}},
    {"schools", {"scholen", "schools"}},
    {"calendar", {"vrije dagen", "days off"}},
    {"diplomas", {"diploma's", "diplomas"}},
    {"exemptions", {"vrijstellingen en verlof", "exemptions and leave"}},
    {"concerns", {"zorgen", "concerns"}},
}};

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

std::string label(std::string_view id, Language language) {
  const auto found = std::find_if(labels.begin(), labels.end(), [&](const Label& l) { return l.id == id; });
  return std::string(found == labels.end() ? id : found->said.in(language));
}

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

std::string gemeente_text(const std::string& code, const DocumentOptions& options) {
  const Gemeente* gemeente = options.reference == nullptr ? nullptr : options.reference->gemeente(code);
  return gemeente == nullptr ? code : fmt::format("{} ({})", gemeente->name, code);
}

std::string_view extension(ReportFormat format) {
  return format == ReportFormat::html ? "html" : format == ReportFormat::md ? "md" : "csv";
}

std::optional<Language> parse_language(std::string_view text) {
  if (text == "nl") return Language::nl;
  if (text == "en") return Language::en;
  return std::nullopt;
}

std::optional<ReportFormat> parse_report_format(std::string_view text) {
  if (text == "html") return ReportFormat::html;
  if (text == "md") return ReportFormat::md;
  if (text == "csv") return ReportFormat::csv;
  return std::nullopt;
}

}  // namespace verzuim
