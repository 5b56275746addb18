// SPDX-License-Identifier: EUPL-1.2
// Templates of letters: text with names in double braces, a small part of what Mustache knows.
//
//   {{name}}                 the value of a name
//   {{#name}} … {{/name}}    once for each item of a list; for a plain name: when it has a value
//   {{^name}} … {{/name}}    when it has none
//   {{! remark }}            nothing
//
// A section tag that stands alone on its line takes the line with it. A name that nobody gives is refused
// with its place, so a slip never leaves a hole in a letter. A value is never read as markup: what comes out
// keeps apart what the template says and what was filled in.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/error.hpp"

namespace verzuim {

/// One item of a list: texts by name.
using TemplateItem = std::map<std::string, std::string, std::less<>>;

/// What a name stands for: a text, or a list of items.
struct TemplateValue {
  std::string text;
  std::vector<TemplateItem> items;
  bool given() const { return !text.empty() || !items.empty(); }
};
using TemplateData = std::map<std::string, TemplateValue, std::less<>>;

/// The names that a template may use: a plain one has no names of its own, a list those of its items.
using TemplateNames = std::map<std::string, std::vector<std::string>, std::less<>>;

/// A part of a line: as the template has it, or filled in.
struct TemplatePiece {
  std::string text;
  bool filled = false;
};
using TemplateLine = std::vector<TemplatePiece>;

class Template {
 public:
  /// Throws: Error (config) with file, line and column for a name that is not among `names`, and for a tag or
  /// section that is not closed.
  Template(std::string_view text, std::string name, const TemplateNames& names);
  /// What stands in `data` filled in; a name without a value there is empty.
  std::vector<TemplateLine> fill(const TemplateData& data) const;

 private:
  struct Node {
    enum class Kind { text, value, section, inverted } kind = Kind::text;
    std::string text;  ///< the text, or the name
    std::vector<Node> nodes;
  };
  class Parser;
  class Filler;

  std::vector<Node> nodes_;
};

}  // namespace verzuim
