// SPDX-License-Identifier: EUPL-1.2
#include "template.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::string_view opening = "{{", closing = "}}";

/// A tag with its place in the text.
struct Tag {
  char kind = ' ';  ///< # ^ / ! or a blank for a value
  std::string name;
  std::size_t begin = 0, end = 0;
};

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

}  // namespace

class Template::Parser {
 public:
  Parser(std::string_view text, std::string file, const TemplateNames& names)
      : text_(text), file_(std::move(file)), names_(names) {}

  std::vector<Node> run() { return level(nullptr); }

 private:
  [[noreturn]] void refuse(std::size_t at, const std::string& message) const {
    const std::string_view before = text_.substr(0, at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto start = before.rfind('\n');
    const std::size_t column = start == std::string_view::npos ? at + 1 : at - start;
    throw Error(ErrorCode::config, message, {file_, static_cast<int>(line), static_cast<int>(column)});
  }

  /// Reads on until the end, or until the tag that closes `open`.
  std::vector<Node> level(const Tag* open) {
    std::vector<Node> nodes;
    while (true) {
      const std::size_t begin = text_.find(opening, at_);
      if (begin == std::string_view::npos) {
        if (open != nullptr)
          refuse(open->begin,
                 fmt::format("the section `{0}` is not closed; end it with {{{{/{0}}}}}", open->name));
        add_text(nodes, text_.size());
        return nodes;
      }
      const Tag tag = tag_at(begin);
      const auto [from, to] = span(tag);
      add_text(nodes, from);
      at_ = to;
      if (tag.kind == '/') {
        if (open == nullptr || open->name != tag.name)
          refuse(tag.begin,
                 open == nullptr
                     ? fmt::format("`{}` is closed here, but was not opened; open it, or leave this out",
                                   tag.name)
                     : fmt::format("`{}` is closed here, but `{}` is open; close that one first", tag.name,
                                   open->name));
        return nodes;
      }
      if (tag.kind == '!') continue;
      add_tag(nodes, tag);
    }
  }

  void add_tag(std::vector<Node>& nodes, const Tag& tag) {
    expect_known(tag);
    Node node;
    node.text = tag.name;
    if (tag.kind == ' ') {
      node.kind = Node::Kind::value;
      nodes.push_back(std::move(node));
      return;
    }
    const auto list = names_.find(tag.name);
    const bool enters = tag.kind == '#' && scope_ == nullptr && list != names_.end() && !list->second.empty();
    node.kind = tag.kind == '#' ? Node::Kind::section : Node::Kind::inverted;
    if (enters) scope_ = &list->second;
    // Each level is a call within a call, and no letter needs more than a few.
    if (++depth_ > deepest)
      refuse(tag.begin, fmt::format("sections nest deeper than {} levels; no letter needs that", deepest));
    node.nodes = level(&tag);
    --depth_;
    if (enters) scope_ = nullptr;
    nodes.push_back(std::move(node));
  }

  void expect_known(const Tag& tag) const {
    std::vector<std::string> known;
    for (const auto& [name, items] : names_)
      if (scope_ == nullptr || items.empty()) known.push_back(name);
    if (scope_ != nullptr) known.insert(known.end(), scope_->begin(), scope_->end());
    if (std::find(known.begin(), known.end(), tag.name) != known.end()) {
      const auto list = names_.find(tag.name);
      if (tag.kind == ' ' && list != names_.end() && !list->second.empty())
        refuse(tag.begin,
               fmt::format("`{0}` is a list; write {{{{#{0}}}}} … {{{{/{0}}}}} around its items", tag.name));
      return;
    }
    const std::string near = nearest(tag.name, known);
    refuse(tag.begin,
           fmt::format(
               "there is no `{}` to fill in {}; {}", tag.name, scope_ == nullptr ? "here" : "in this list",
               near.empty() ? "verzuim-report(1) lists what there is" : "did you mean `" + near + "`?"));
  }

  Tag tag_at(std::size_t begin) const {
    const std::size_t end = text_.find(closing, begin);
    const std::size_t line = text_.find('\n', begin);
    if (end == std::string_view::npos || line < end)
      refuse(begin, "this tag is not closed; end it with }} on the same line");
    Tag tag;
    tag.begin = begin;
    tag.end = end + closing.size();
    std::string_view inside = text_.substr(begin + opening.size(), end - begin - opening.size());
    inside = trim(inside);
    if (!inside.empty() && std::string_view("#^/!").find(inside.front()) != std::string_view::npos) {
      tag.kind = inside.front();
      inside = trim(inside.substr(1));
    }
    tag.name = inside;
    if (tag.name.empty() && tag.kind != '!') refuse(begin, "this tag has no name");
    return tag;
  }

  /// What a tag takes up: its whole line when nothing else stands on it and it prints nothing itself.
  std::pair<std::size_t, std::size_t> span(const Tag& tag) const {
    if (tag.kind == ' ') return {tag.begin, tag.end};
    const std::size_t start = tag.begin == 0 ? 0 : text_.rfind('\n', tag.begin - 1) + 1;
    std::size_t end = text_.find('\n', tag.end);
    if (end == std::string_view::npos) end = text_.size();
    const bool alone = is_blank(text_.substr(start, tag.begin - start)) &&
                       is_blank(text_.substr(tag.end, end - tag.end)) && start >= at_;
    if (!alone) return {tag.begin, tag.end};
    return {start, std::min(end + 1, text_.size())};
  }

  void add_text(std::vector<Node>& nodes, std::size_t end) const {
    if (end <= at_) return;
    Node node;
    node.text = text_.substr(at_, end - at_);
    nodes.push_back(std::move(node));
  }

  std::string_view text_;
  std::string file_;
  const TemplateNames& names_;
  static constexpr int deepest = 16;
  int depth_ = 0;
  const std::vector<std::string>* scope_ = nullptr;  ///< names of the items of the list that we are in
  std::size_t at_ = 0;
};

class Template::Filler {
 public:
  explicit Filler(const TemplateData& data) : data_(data) {}

  std::vector<TemplateLine> run(const std::vector<Node>& nodes) {
    lines_.emplace_back();
    fill(nodes);
    return std::move(lines_);
  }

 private:
  const std::string& text_of(const std::string& name) const {
    static const std::string nothing;
    if (item_ != nullptr)
      if (const auto at = item_->find(name); at != item_->end()) return at->second;
    const auto at = data_.find(name);
    return at == data_.end() ? nothing : at->second.text;
  }

  const std::vector<TemplateItem>& items_of(const std::string& name) const {
    static const std::vector<TemplateItem> none;
    const auto at = data_.find(name);
    return item_ != nullptr || at == data_.end() ? none : at->second.items;
  }

  void fill(const std::vector<Node>& nodes) {
    for (const Node& node : nodes) {
      if (node.kind == Node::Kind::text) {
        add_text(node.text);
        continue;
      }
      const std::string& text = text_of(node.text);
      const auto& items = items_of(node.text);
      if (node.kind == Node::Kind::value) {
        if (!text.empty()) lines_.back().push_back({text, true});
      } else if ((node.kind == Node::Kind::section) == (!text.empty() || !items.empty())) {
        if (node.kind == Node::Kind::inverted || items.empty()) fill(node.nodes);
        if (node.kind == Node::Kind::section && !items.empty()) each(items, node.nodes);
      }
    }
  }

  void each(const std::vector<TemplateItem>& items, const std::vector<Node>& nodes) {
    for (const TemplateItem& item : items) {
      item_ = &item;
      fill(nodes);
    }
    item_ = nullptr;
  }

  void add_text(std::string_view text) {
    while (true) {
      const std::size_t end = text.find('\n');
      std::string_view part = text.substr(0, end);
      if (!part.empty() && part.back() == '\r') part.remove_suffix(1);
      if (!part.empty()) lines_.back().push_back({std::string(part), false});
      if (end == std::string_view::npos) return;
      lines_.emplace_back();
      text.remove_prefix(end + 1);
    }
  }

  const TemplateData& data_;
  const TemplateItem* item_ = nullptr;  ///< of the list that we are in
  std::vector<TemplateLine> lines_;
};

Template::Template(std::string_view text, std::string name, const TemplateNames& names)
    : nodes_(Parser(text, std::move(name), names).run()) {}

std::vector<TemplateLine> Template::fill(const TemplateData& data) const { return Filler(data).run(nodes_); }

}  // namespace verzuim
