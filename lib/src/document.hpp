// SPDX-License-Identifier: EUPL-1.2
// A document as blocks, written as HTML, Markdown or CSV. It knows nothing of absence; whoever fills it has
// passed the gate already.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace verzuim {

/// A line of text under a heading.
struct Paragraph {
  std::string text;
};

/// Names with values, such as the head of a report.
struct FactList {
  std::string id;
  std::vector<std::pair<std::string, std::string>> facts;
};

/// A table of which the first column names the row. The other columns are numbers, unless `texts`.
struct Grid {
  std::string id;  ///< part of the file name in CSV
  std::string caption;
  std::vector<std::string> heads;
  std::vector<std::vector<std::string>> rows;
  bool total_row = false;
  bool texts = false;
  std::string fold = {};  ///< in HTML the rows are folded away under this text; empty for not
  std::vector<std::string> notes;
};

/// A picture of the table that stands right after it, and what it says in words. Only HTML shows it.
struct Figure {
  std::string title, message;
  std::string svg;  ///< as it is; whoever draws it has escaped its texts
};

/// One thing to do, with its facts.
struct Card {
  std::string title;
  bool urgent = false;
  std::vector<std::pair<std::string, std::string>> facts;
};

/// Short remarks in no order.
struct Bullets {
  std::vector<std::string> items;
};

/// Links to other files of the same report.
struct Links {
  std::vector<std::pair<std::string, std::string>> links;  ///< text and file name
};

struct Heading {
  int level = 2;  ///< 2 or 3
  std::string text;
};

using Block = std::variant<Heading, Paragraph, FactList, Grid, Figure, Card, Bullets, Links>;

struct Document {
  std::string language = "nl";
  std::string title;
  std::string skip_text;      ///< of the link that skips to the content
  std::string withheld_text;  ///< what a withheld number is called aloud
  std::string contents_text;  ///< what the list of chapters is called; empty for none
  std::vector<Block> blocks;
  std::string foot;
};

/// What stands in the place of a number that is withheld.
inline constexpr std::string_view withheld_mark = "–";

/// `text` with everything that HTML could take for markup made harmless: the one place where that is done.
std::string escape_html(std::string_view text);
/// `text` for a Markdown table cell or line.
std::string escape_markdown(std::string_view text);
/// A cell that no spreadsheet takes for a formula.
std::string guard_cell(std::string_view text);

/// One file, complete in itself: no script, no outside link, printable on A4.
std::string write_html(const Document& document);
std::string write_markdown(const Document& document);
/// One CSV for each fact list and grid, by its id.
std::vector<std::pair<std::string, std::string>> write_csv_tables(const Document& document, bool raw);

}  // namespace verzuim
