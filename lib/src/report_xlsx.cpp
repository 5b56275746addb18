// SPDX-License-Identifier: EUPL-1.2
// A report as a workbook: a sheet for the head, one for each table, one for the files it rests on. Numbers
// are numbers with a format, so that a spreadsheet can reckon with them; texts are always texts, so none of
// them becomes a formula.
#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>

#include "report_frame.hpp"
#include "report_grid.hpp"
#include "report_notes.hpp"
#include "report_records.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

using State = ReportCell::State;

/// A file without a name that others could guess, gone with the object.
class ScratchFile {
 public:
  ScratchFile() {
    const char* folder = std::getenv("TMPDIR");
    path_ = std::string(folder != nullptr && *folder != 0 ? folder : "/tmp") + "/verzuim-XXXXXX";
    const int file = ::mkstemp(path_.data());
    if (file < 0)
      throw Error(ErrorCode::cannot_create,
                  "a workbook needs a little room for a file in the folder for temporary files; name another "
                  "one with TMPDIR");
    ::close(file);
  }
  ~ScratchFile() { ::unlink(path_.c_str()); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  const std::string& path() const { return path_; }
  std::string content() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::string path_;
};

/// The moment in `2026-11-22T06:30:00Z`, so that the same report gives the same bytes.
std::time_t moment(const std::string& text) {
  std::tm parts{};
  if (::strptime(text.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) == nullptr) return 1;
  return ::timegm(&parts);
}

class Workbook {
 public:
  Workbook(const Report& report, const DocumentOptions& options) : report_(report), options_(options) {
    lxw_workbook_options settings{};
    book_ = workbook_new_opt(file_.path().c_str(), &settings);
    if (book_ == nullptr) throw Error(ErrorCode::internal, "a workbook cannot be made");
    head_ = format(nullptr, true);
    for (const char* shape : {"#,##0", "#,##0.0", "0.00\"%\"", "+#,##0;-#,##0;0", "+0.00;-0.00;0.00"}) {
      plain_.push_back(format(shape, false));
      bold_.push_back(format(shape, true));
    }
    text_ = format(nullptr, false);
    lxw_doc_properties properties{};
    std::string title = report.name;  // copied by the call, which does not promise that
    properties.title = title.data();
    properties.created = moment(report.head.made_at);
    workbook_set_properties(book_, &properties);
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  void add_head();
  void add_table(const ReportTable& table);
  void add_sources();
  std::string finish() {
    const lxw_error failed = workbook_close(book_);
    if (failed != LXW_NO_ERROR)
      throw Error(ErrorCode::io, fmt::format("the workbook cannot be written: {}", lxw_strerror(failed)));
    return file_.content();
  }

 private:
  lxw_format* format(const char* shape, bool bold) {
    lxw_format* made = workbook_add_format(book_);
    if (shape != nullptr) format_set_num_format(made, shape);
    if (bold) format_set_bold(made);
    return made;
  }
  lxw_worksheet* sheet(const std::string& name) {
    lxw_worksheet* made = workbook_add_worksheet(book_, name.substr(0, 31).c_str());
    worksheet_set_landscape(made);
    worksheet_set_paper(made, 9);  // A4
    worksheet_fit_to_pages(made, 1, 0);
    return made;
  }
  void words(lxw_worksheet* sheet, std::size_t row, std::size_t column, const std::string& text,
             lxw_format* format) {
    worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), text.c_str(),
                           format);
  }
  lxw_format* shape_of(ColumnType type, bool bold) const {
    const auto& shapes = bold ? bold_ : plain_;
    switch (type) {
      case ColumnType::hours:
      case ColumnType::expected:
        return shapes[1];
      case ColumnType::rate:
        return shapes[2];
      case ColumnType::change:
        return shapes[3];
      case ColumnType::points:
        return shapes[4];
      default:
        return shapes[0];
    }
  }
  void put_cell(lxw_worksheet* sheet, std::size_t row, std::size_t column, ColumnType type,
                const ReportCell& cell, bool bold);

  const Report& report_;
  const DocumentOptions& options_;
  ScratchFile file_;
  lxw_workbook* book_ = nullptr;
  lxw_format *head_ = nullptr, *text_ = nullptr;
  std::vector<lxw_format*> plain_, bold_;
};

void Workbook::put_cell(lxw_worksheet* sheet, std::size_t row, std::size_t column, ColumnType type,
                        const ReportCell& cell, bool bold) {
  if (cell.state == State::none) return;
  if (cell.state != State::value || type == ColumnType::text) {
    words(sheet, row, column, cell_text(type, cell, NumberStyle::plain, options_.language), text_);
    return;
  }
  worksheet_write_number(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                         std::strtod(number_text(type, cell).c_str(), nullptr), shape_of(type, bold));
}

void Workbook::add_head() {
  lxw_worksheet* page = sheet(label("head", options_.language));
  worksheet_set_column(page, 0, 0, 28, nullptr);
  worksheet_set_column(page, 1, 1, 90, nullptr);
  std::size_t row = 0;
  for (const auto& [name, value] : head_facts(report_, options_).facts) {
    words(page, row, 0, name, head_);
    words(page, row++, 1, value, text_);
  }
  ++row;
  for (const std::string& note : reading_notes(report_, options_).items) words(page, row++, 1, note, text_);
  words(page, ++row, 0, label("missing", options_.language), head_);
  for (const std::string& item : missing(report_, options_).items) words(page, row++, 1, item, text_);
}

void Workbook::add_table(const ReportTable& table) {
  const Grid grid = grid_of(table, report_.head, NumberStyle::plain, options_);
  lxw_worksheet* page = sheet(table.number.empty() ? table.id : table.number + " " + table.id);
  worksheet_set_column(page, 0, 0, 44, nullptr);
  if (!table.columns.empty())
    worksheet_set_column(page, 1, static_cast<lxw_col_t>(table.columns.size()), 16, nullptr);
  words(page, 0, 0, grid.caption, head_);
  for (std::size_t c = 0; c < grid.heads.size(); ++c) words(page, 2, c, grid.heads[c], head_);
  worksheet_freeze_panes(page, 3, 1);
  std::size_t row = 3;
  for (std::size_t r = 0; table.known && r < table.rows.size(); ++r, ++row) {
    const bool total = table.total_row && r + 1 == table.rows.size();
    words(page, row, 0, grid.rows[r].front(), total ? head_ : text_);
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      put_cell(page, row, c + 1, table.columns[c].type, table.at(r, c), total);
  }
  if (!table.known) words(page, row++, 0, label("unknown", options_.language), text_);
  ++row;
  for (const std::string& note : grid.notes) words(page, row++, 0, note, text_);
}

void Workbook::add_sources() {
  const Grid grid = sources_grid(report_.head, options_.language);
  lxw_worksheet* page = sheet(label("sources", options_.language));
  worksheet_set_column(page, 0, 1, 30, nullptr);
  for (std::size_t c = 0; c < grid.heads.size(); ++c) words(page, 0, c, grid.heads[c], head_);
  for (std::size_t r = 0; r < grid.rows.size(); ++r)
    for (std::size_t c = 0; c < grid.rows[r].size(); ++c) {
      const auto count = parse_count(grid.rows[r][c]);
      if (c >= 3 && count)
        worksheet_write_number(page, static_cast<lxw_row_t>(r + 1), static_cast<lxw_col_t>(c), *count,
                               plain_[0]);
      else
        words(page, r + 1, c, grid.rows[r][c], text_);
    }
}

}  // namespace

std::string write_xlsx(const Report& report, const DocumentOptions& options) {
  Workbook book(report, options);
  book.add_head();
  for (const ReportTable& table : report.tables) book.add_table(table);
  book.add_sources();
  return book.finish();
}

}  // namespace verzuim
