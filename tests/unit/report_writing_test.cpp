// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/report_writing.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "document_table.hpp"
#include "report_grid.hpp"
#include "report_world.hpp"
#include "verzuim/csv.hpp"
#include "workbook_reader.hpp"

using namespace verzuim;

namespace {

/// A report with something in most of its tables.
Report rich_report(int withhold) {
  ReportWorld world;
  world.head.withhold = withhold;
  world.head.before = year_before(world.head.period);
  Reports reports(world.setting, world.rules, world.head);
  for (int n = 0; n < 30; ++n) {
    const Signal one = signal("lpw16", "P" + std::to_string(n), "2025-11-05", "2025-11-12");
    reports.add(one);
    WorldDossier d = dossier(one, bit(Kind::unauthorised), n < 12 ? "2025-11-12" : nullptr);
    d.event("talk", "2025-11-07", "mentor", {{"present", "pupil"}});
    reports.add(d.state, d.events);
  }
  for (int n = 0; n < 120; ++n) {
    PupilFacts facts =
        pupil("P" + std::to_string(n), "0014", n % 3 == 0 ? "2008-05-01" : "2011-05-01", n % 2);
    if (n % 4 != 0) facts.enrolments[0].from = day("2024-08-01");
    if (n % 5 < 2) facts.absences = {record("2025-11-17", Kind::unauthorised, 1, 50)};
    if (n % 7 == 0) facts.absences.push_back(record("2025-11-18", Kind::late, 2, 7));
    for (Absence& a : facts.absences) a.school = n % 2;
    reports.add(facts);
  }
  return gated(reports.report("0014"));
}

/// What every format must say of a cell: its number as text, or one of three words.
std::string meant(ColumnType type, const ReportCell& one) {
  if (one.state == ReportCell::State::withheld) return "withheld";
  if (one.state == ReportCell::State::unknown) return "unknown";
  if (one.state == ReportCell::State::none) return "";
  const double scale = type == ColumnType::hours                                ? 300
                       : type == ColumnType::rate || type == ColumnType::points ? 100
                                                                                : 1;
  std::ostringstream text;
  text << std::round(static_cast<double>(one.value) / scale * 100) / 100;
  return text.str();
}

/// Brings a printed cell of any format back to that form.
std::string read_back(std::string text, bool comma) {
  if (text == "–") return "withheld";
  if (text == "onbekend" || text == "unknown") return "unknown";
  if (text.empty()) return "";
  text.erase(std::remove(text.begin(), text.end(), '%'), text.end());
  if (comma) {
    // Dutch: a point between thousands, a comma before decimals.
    text.erase(std::remove(text.begin(), text.end(), '.'), text.end());
    std::replace(text.begin(), text.end(), ',', '.');
  }
  if (text.find_first_not_of("+-.0123456789") != std::string::npos) return text;
  std::ostringstream out;
  out << std::round(std::stod(text) * 100) / 100;
  return out.str();
}

using Cells = std::vector<std::vector<std::string>>;

/// Hours are printed with one decimal, so they are compared as such.
bool same(ColumnType type, const std::string& a, const std::string& b) {
  if (a == b) return true;
  if (type != ColumnType::hours || a.empty() || b.empty() || !std::isdigit(a.back()) ||
      !std::isdigit(b.back()))
    return false;
  return std::abs(std::stod(a) - std::stod(b)) < 0.0501;
}

Cells from_csv(const std::string& text) {
  std::istringstream in(text);
  CsvReader reader(in, "test");
  Cells rows;
  while (reader.next()) rows.emplace_back(reader.cells().begin(), reader.cells().end());
  rows.erase(rows.begin());
  for (auto& row : rows)
    for (std::size_t i = 1; i < row.size(); ++i) row[i] = read_back(row[i], false);
  return rows;
}

std::string plain_markdown(std::string_view cell) {
  std::string text;
  for (const char c : cell)
    if (c != '\\' && c != '*') text += c;
  const auto from = text.find_first_not_of(' '), to = text.find_last_not_of(' ');
  return from == std::string::npos ? std::string() : text.substr(from, to - from + 1);
}

/// The tables of the Markdown, by their captions.
std::map<std::string, Cells> from_markdown(const std::string& text) {
  std::map<std::string, Cells> tables;
  std::istringstream in(text);
  std::string line, caption;
  while (std::getline(in, line)) {
    if (line.starts_with("**")) caption = plain_markdown(line);
    if (!line.starts_with("| ") && !line.starts_with("|-")) continue;
    std::vector<std::string> row;
    std::istringstream cells(line.substr(1));
    for (std::string one; std::getline(cells, one, '|');) row.push_back(plain_markdown(one));
    tables[caption].push_back(row);
  }
  for (auto& [name, rows] : tables) {
    rows.erase(rows.begin(), rows.begin() + 2);
    for (auto& row : rows)
      for (std::size_t i = 1; i < row.size(); ++i) row[i] = read_back(row[i], true);
  }
  return tables;
}

/// The tables of the HTML in their order.
std::vector<Cells> from_html(const std::string& text) {
  std::vector<Cells> tables;
  for (std::size_t at = text.find("<tbody>"); at != std::string::npos; at = text.find("<tbody>", at + 1)) {
    const std::string body = text.substr(at, text.find("</tbody>", at) - at);
    Cells rows;
    for (std::size_t r = body.find("<tr"); r != std::string::npos; r = body.find("<tr", r + 1)) {
      const std::string line = body.substr(r, body.find("</tr>", r) - r);
      std::vector<std::string> row = {"name"};
      for (std::size_t c = line.find("<td"); c != std::string::npos; c = line.find("<td", c + 1)) {
        const bool mark = line.compare(c, 20, "<td class=\"withheld\"") == 0;
        const std::size_t from = line.find('>', c) + 1;
        row.push_back(mark ? "withheld" : read_back(line.substr(from, line.find("</td>", c) - from), true));
      }
      rows.push_back(std::move(row));
    }
    tables.push_back(std::move(rows));
  }
  return tables;
}

bool is_printed(const ReportTable& table) {
  return table.known && table.rows.size() > (table.total_row ? 1u : 0u);
}

/// A table that the page turned on its side, as it was.
Cells upright(const Cells& read) {
  Cells rows(read.at(0).size() - 1, {"name"});
  for (const auto& column : read)
    for (std::size_t r = 0; r < rows.size(); ++r) rows[r].push_back(column.at(r + 1));
  return rows;
}

void compare(const ReportTable& table, const Cells& read, const char* format) {
  INFO(format << " " << table.id);
  REQUIRE(read.size() == table.rows.size());
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    REQUIRE(read[r].size() == table.columns.size() + 1);
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      INFO(table.rows[r].id << " " << table.columns[c].id);
      const ColumnType type = table.columns[c].type;
      const std::string want = meant(type, table.at(r, c));
      if (!same(type, want, read[r][c + 1])) CHECK(want == read[r][c + 1]);
    }
  }
}

}  // namespace

TEST_CASE("HTML, Markdown, CSV, JSON and XLSX hold the same numbers") {
  for (const int withhold : {0, 5}) {
    const Report report = rich_report(withhold);
    const DocumentOptions options;
    std::map<std::string, Cells> csv;
    for (const ReportFile& file : write_report(report, ReportFormat::csv, options))
      csv[file.name.substr(14, file.name.size() - 18)] = from_csv(file.text);
    const auto markdown = from_markdown(write_report(report, ReportFormat::md, options)[0].text);
    const auto html = from_html(write_report(report, ReportFormat::html, options)[0].text);
    const auto json = nlohmann::json::parse(write_report(report, ReportFormat::json, options)[0].text);
    const auto book = read_workbook(write_report(report, ReportFormat::xlsx, options)[0].text);
    std::size_t printed = 0, compared = 0;
    for (std::size_t t = 0; t < report.tables.size(); ++t) {
      const ReportTable& table = report.tables[t];
      if (table.known) compare(table, csv.at(table.id), "csv");
      const auto& from_json = json["tables"][t];
      CHECK(from_json["id"] == table.id);
      Cells rows;
      for (const auto& row : from_json["rows"]) {
        rows.emplace_back(1, "name");
        for (const auto& one : row["cells"]) {
          std::ostringstream number;
          if (one.is_number()) number << std::round(one.get<double>() * 100) / 100;
          rows.back().push_back(one.is_null()              ? ""
                                : one.contains("withheld") ? "withheld"
                                : one.contains("unknown")  ? "unknown"
                                                           : number.str());
        }
      }
      if (table.known) compare(table, rows, "json");
      Cells sheet;
      for (std::size_t r = 0; table.known && r < table.rows.size(); ++r) {
        sheet.emplace_back(1, "name");
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
          const auto& one = book.at(t + 1).at(r + 3, c + 1);
          sheet.back().push_back(read_back(one.text, false));
          if (table.at(r, c).state == ReportCell::State::value) CHECK(one.number);
        }
      }
      if (table.known) compare(table, sheet, "xlsx");
      if (!is_printed(table)) continue;
      const Cells& page = html.at(printed++);
      const bool on_its_side = is_better_turned(grid_of(table, report.head, NumberStyle::reading, {}));
      compare(table, on_its_side ? upright(page) : page, "html");
      ++compared;
      const std::string caption =
          plain_markdown(grid_of(table, report.head, NumberStyle::reading, {}).caption);
      compare(table, markdown.at(caption), "md");
    }
    CHECK(compared > 15);
  }
}

TEST_CASE("a wide table is set smaller, and one of many columns and a row or two is turned") {
  Grid grid{"g", "Caption", {"What"}, {{"Row"}}, false, false, {}, {}};
  const auto page = [&] { return table_html(grid, "not shown"); };
  CHECK(page().find("class=\"short\"") != std::string::npos);
  for (int n = 0; n < 13; ++n) {
    grid.heads.push_back("longword" + std::to_string(n));
    grid.rows[0].push_back(std::to_string(n));
  }
  CHECK(letters_of(grid) > 100);
  CHECK(page().find("class=\"wide wider short\"") != std::string::npos);
  CHECK(page().find("<th scope=\"col\">longword12</th>") != std::string::npos);
  grid.heads.emplace_back("last");
  grid.rows[0].emplace_back("–");
  CHECK(page().find("<th scope=\"row\">last</th><td class=\"withheld\">") != std::string::npos);
  CHECK(page().find("<th scope=\"col\">Row</th>") != std::string::npos);
  for (int n = 0; n < 2; ++n) grid.rows.push_back(grid.rows[0]);
  CHECK(page().find("<th scope=\"col\">last</th>") != std::string::npos);
}

TEST_CASE("large numbers have a mark between thousands where people read them, and nowhere else") {
  const ReportCell large{ReportCell::State::value, 1234567, 9, {}, {}},
      less{ReportCell::State::value, -1234, 9, {}, {}};
  CHECK(cell_text(ColumnType::persons, large, NumberStyle::reading, Language::nl) == "1.234.567");
  CHECK(cell_text(ColumnType::hours, large, NumberStyle::reading, Language::nl) == "4.115,2");
  CHECK(cell_text(ColumnType::hours, large, NumberStyle::reading, Language::en) == "4,115.2");
  CHECK(cell_text(ColumnType::change, less, NumberStyle::reading, Language::nl) == "-1.234");
  CHECK(cell_text(ColumnType::persons, {ReportCell::State::value, 999, 9, {}, {}}, NumberStyle::reading,
                  Language::nl) == "999");
  CHECK(cell_text(ColumnType::persons, large, NumberStyle::plain, Language::nl) == "1234567");
}

TEST_CASE("a page is complete in itself and takes no markup from data") {
  ReportWorld world;
  world.head.sources = {{"<script>alert(1)</script>.csv", "0123456789abcdef0123", "absences", 10, 2}};
  Reports reports(world.setting, world.rules, world.head);
  const std::string html = write_report(gated(reports.report("0014")), ReportFormat::html, {})[0].text;
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find("&lt;script&gt;") != std::string::npos);
  CHECK(html.find("http://") == std::string::npos);
  CHECK(html.find("https://") == std::string::npos);
  CHECK(html.find("default-src 'none'") != std::string::npos);
  CHECK(html.find("<html lang=\"nl\">") != std::string::npos);
  CHECK(html.find("0123456789ab<") != std::string::npos);
}

TEST_CASE("no cell of a CSV report begins like a formula unless raw is asked for") {
  ReportWorld world;
  world.head.sources = {{"=HYPERLINK(1)", "00", "absences", 1, 0},
                        {"-x", "00", "absences", 1, 0},
                        {"@x", "00", "absences", 1, 0}};
  Reports reports(world.setting, world.rules, world.head);
  const Report report = gated(reports.report("0014"));
  for (bool raw : {false, true}) {
    DocumentOptions options;
    options.raw = raw;
    const auto files = write_report(report, ReportFormat::csv, options);
    const auto& text = files.back().text;
    CHECK(files.back().name == "gemeente-0014-sources.csv");
    CHECK((text.find("\n'=HYPERLINK(1),") == std::string::npos) == raw);
    CHECK((text.find("\n'-x,") == std::string::npos) == raw);
    CHECK((text.find("\n'@x,") == std::string::npos) == raw);
  }
}

TEST_CASE("a workbook holds texts as texts and is the same byte for byte") {
  ReportWorld world;
  world.head.sources = {{"=HYPERLINK(1)", "00", "absences", 1, 0}};
  Reports reports(world.setting, world.rules, world.head);
  const Report report = gated(reports.report("0014"));
  const std::string first = write_report(report, ReportFormat::xlsx, {})[0].text;
  CHECK(first == write_report(report, ReportFormat::xlsx, {})[0].text);
  CHECK(first.starts_with("PK"));
  CHECK_FALSE(has_formula(first));
}

TEST_CASE("every text of a report is there in both languages") {
  const Report report = rich_report(5);
  DocumentOptions nl, en;
  en.language = Language::en;
  const std::string dutch = write_report(report, ReportFormat::md, nl)[0].text;
  const std::string english = write_report(report, ReportFormat::md, en)[0].text;
  for (const char* id : {"solved_mentor", "rate_missed", "compared_pupils", "funnel_talk", "path_help",
                         "lasting_back", "extra", "hours_unauthorised"}) {
    CHECK(dutch.find(id) == std::string::npos);
    CHECK(english.find(id) == std::string::npos);
  }
  CHECK(english.find("Where does being early work?") != std::string::npos);
  CHECK(english.find("onbekend") == std::string::npos);
  CHECK(english.find("33,33") == std::string::npos);
}

TEST_CASE("text in a page has contrast enough, in light and in dark") {
  const ReportWorld world;
  Reports reports(world.setting, world.rules, world.head);
  const std::string html = write_report(gated(reports.report("0014")), ReportFormat::html, {})[0].text;
  const auto luminance = [&](std::size_t from, const std::string& name) {
    const auto at = html.find("--" + name + ": #", from);
    REQUIRE(at != std::string::npos);
    const std::string hex = html.substr(at + name.size() + 5, 6);
    double sum = 0;
    const double weights[] = {0.2126, 0.7152, 0.0722};
    for (std::size_t i = 0; i < 3; ++i) {
      const double part = std::stoi(hex.substr(2 * i, 2), nullptr, 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  };
  const std::size_t light = html.find(":root"), dark = html.find(":root", html.find("prefers-color-scheme"));
  for (std::size_t scheme : {light, dark}) {
    const auto contrast = [&](const char* a, const char* b) {
      const double x = luminance(scheme, a), y = luminance(scheme, b);
      return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
    };
    for (const char* text : {"ink", "soft", "link", "alert"})
      for (const char* ground : {"paper", "tint"}) CHECK(contrast(text, ground) >= 4.5);
    for (const char* mark : {"bar", "p0", "p3", "soft"}) CHECK(contrast(mark, "paper") >= 3.0);
  }
}

TEST_CASE("the index names every report and its file") {
  const ReportWorld world;
  const ReportFile index = write_report_index({{"0014", "Groningen", "report"}, {"0034", "Almere", "report"}},
                                              world.head, ReportFormat::html, {});
  CHECK(index.name == "index.html");
  CHECK(index.text.find("<a href=\"gemeente-0014.html\">Groningen (0014)</a>") != std::string::npos);
  CHECK(index.text.find("Almere (0034)") != std::string::npos);
  CHECK(write_report_index({{"0014", "Groningen", "telling"}}, world.head, ReportFormat::xlsx, {})
            .text.find("telling-0014.xlsx") != std::string::npos);
}
