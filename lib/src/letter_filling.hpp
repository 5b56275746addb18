// SPDX-License-Identifier: EUPL-1.2
// Filling the names of a letter, in two files: what is known of the dossier and around it, and what its
// events tell.
#pragma once
#include <fmt/format.h>

#include "letter_data.hpp"
#include "letter_words.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

class Filling {
 public:
  Filling(const DisclosureLetter& kind, const LetterSource& source, const DocumentOptions& options,
          std::vector<std::string>& gaps)
      : kind_(kind), source_(source), view_(*source.view), options_(options), gaps_(gaps) {}

  TemplateData run() {
    dossier();
    around();
    reader();
    by_hand();
    absence();
    talks();
    afspraken();
    events();
    return std::move(data_);
  }

 private:
  Language language() const { return options_.language; }
  std::string said(std::string_view nl, std::string_view en) const {
    return std::string(language() == Language::nl ? nl : en);
  }
  std::string day(std::optional<Date> date) const {
    return date ? date_text(*date, language()) : std::string();
  }
  std::string role(const std::string& id) const { return id.empty() ? id : role_text(id, options_); }
  std::string roles(const std::string& ids) const {
    std::vector<std::string> texts;
    for (const std::string& id : split(ids, ','))
      if (!id.empty()) texts.push_back(role(id));
    return enumeration(texts, language());
  }
  std::string gemeente(const std::string& code) const {
    return code.empty() ? code : gemeente_text(code, options_);
  }

  /// Sets a name when the table opens its field to the reader.
  void set(const std::string& name, std::string_view field, std::string text) {
    if (view_.opens(field)) data_[name].text = std::move(text);
  }
  /// The same for something that must be there: a blank takes its place.
  void need(const std::string& name, std::string_view field, const std::string& text, std::string gap) {
    if (text.empty()) gaps_.push_back(std::move(gap));
    set(name, field, text.empty() ? std::string(1, blank_mark) : text);
  }
  void add(const std::string& list, TemplateItem item) { data_[list].items.push_back(std::move(item)); }

  void dossier();
  void around();
  void reader();
  void by_hand();
  void absence();
  void talks();
  void afspraken();
  void events();
  void melding_days();
  TemplateItem talk_item(const DossierEvent& event) const;
  void note(const DossierEvent& event);
  std::string more_of(const DossierEvent& event) const;

  const DisclosureLetter& kind_;
  const LetterSource& source_;
  const DossierView& view_;
  const DocumentOptions& options_;
  std::vector<std::string>& gaps_;
  TemplateData data_;
};

}  // namespace verzuim
