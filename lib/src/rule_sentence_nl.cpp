// SPDX-License-Identifier: EUPL-1.2
// Rules in Dutch, for a protocol that parents and teachers read.
#include "rule_sentence_nl.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 13> small_numbers = {
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"};
constexpr std::array<std::string_view, 8> weekdays = {"",          "maandag", "dinsdag",  "woensdag",
                                                      "donderdag", "vrijdag", "zaterdag", "zondag"};

}  // namespace

std::string Dutch::words_of(int n) {
  return n >= 0 && n < static_cast<int>(small_numbers.size())
             ? std::string(small_numbers[static_cast<std::size_t>(n)])
             : std::to_string(n);
}

Dutch::Unit Dutch::unit_of(Measure of) {
  switch (of) {
    case Measure::hours:
      return {"uur", "uur"};
    case Measure::lessons:
      return {"les", "lessen"};
    case Measure::days:
      return {"schooldag", "schooldagen"};
    case Measure::concerns:
      return {"zorg", "zorgen"};
    default:
      return {"keer", "keer"};
  }
}

std::string Dutch::pupil() const {
  const auto& sectors = rule_.who.sector;
  const auto grown = [](Sector s) { return s == Sector::mbo || s == Sector::vavo; };
  if (sectors.empty()) return "leerling of student";
  if (std::all_of(sectors.begin(), sectors.end(), grown)) return "student";
  return std::any_of(sectors.begin(), sectors.end(), grown) ? "leerling of student" : "leerling";
}

/// What stands before `is`.
std::string Dutch::kinds(KindSet set) const {
  static constexpr std::array<std::string_view, 6> words = {
      "ongeoorloofd afwezig", "geoorloofd afwezig",       "ziek", "te laat",
      "uit de les gestuurd",  "zonder verklaring afwezig"};
  if (whatever_reason(set)) return "afwezig";
  std::vector<std::string> list;
  for (std::size_t i = 0; i < words.size(); ++i)
    if ((set & bit(static_cast<Kind>(i))) != 0) list.emplace_back(words[i]);
  return enumerate(list, "of");
}

std::string Dutch::window() const {
  const Window& w = rule_.window;
  switch (w.kind) {
    case WindowKind::school_weeks:
      return w.length == 1 ? "in één lesweek" : fmt::format("in {} lesweken", words_of(w.length));
    case WindowKind::school_days:
      return w.length == 1 ? "op één schooldag" : fmt::format("in {} schooldagen", words_of(w.length));
    case WindowKind::days:
      return w.length == 1 ? "op één dag" : fmt::format("in {} dagen", words_of(w.length));
    case WindowKind::school_year:
      return "in een schooljaar";
    case WindowKind::calendar_week:
      return "in een week van maandag tot en met zondag";
    case WindowKind::calendar_month:
      return "in een kalendermaand";
    case WindowKind::first: {
      const std::string since = w.first_of == FirstOf::stay ? "op deze school" : "van het schooljaar";
      return w.length == 1 ? "in de eerste lesweek " + since
                           : fmt::format("in de eerste {} lesweken {}", words_of(w.length), since);
    }
    default:
      return {};
  }
}

/// The first value, and from when there is another.
std::string Dutch::number(const Quantity& q, bool rate) const {
  const auto one = [&](std::int64_t micro) {
    return rate ? percentage(micro, ',') : plain_number(micro, ',');
  };
  std::string text = one(q.steps.front().second);
  for (std::size_t i = 1; i < q.steps.size(); ++i)
    text += fmt::format(" (vanaf {}: {})", dutch_date(q.steps[i].first), one(q.steps[i].second));
  return text;
}

/// `16 uur of meer`, `een les`, `meer dan 9 schooldagen`.
std::string Dutch::amount(const Quantity& q, Measure of) const {
  constexpr std::int64_t million = 1000000;
  const Unit unit = unit_of(of);
  const bool one = q.steps.size() == 1 && q.steps.front().second == million;
  if (rule_.when.more_than)
    return fmt::format("meer dan {} {}", number(q, false), one ? unit.one : unit.many);
  if (one && !rule_.when.below) return "één " + unit.one;
  const std::string least = fmt::format("{} {} {}", number(q, false), one ? unit.one : unit.many,
                                        unit.one == "keer" ? "of vaker" : "of meer");
  if (!rule_.when.below) return least;
  return fmt::format("{}, maar minder dan {} {},", least, number(*rule_.when.below, false), unit.many);
}

std::string Dutch::run_length(const Quantity& q) const {
  constexpr std::int64_t million = 1000000;
  const bool one = q.steps.size() == 1 && q.steps.front().second == million;
  const std::string unit = rule_.window.unit == RunUnit::school_days ? (one ? "schooldag" : "schooldagen")
                           : rule_.window.unit == RunUnit::months    ? (one ? "maand" : "maanden")
                                                                     : (one ? "dag" : "dagen");
  const std::string n = one ? "één" : number(q, false);
  return rule_.when.more_than ? fmt::format("meer dan {} {} achter elkaar", n, unit)
                              : fmt::format("{} {} of langer achter elkaar", n, unit);
}

/// `samen 16 uur of meer ongeoorloofd afwezig is`.
std::string Dutch::counted(const Quantity& q, Measure of, KindSet set) const {
  switch (of) {
    case Measure::run_days:
      return run_length(q) + " " + kinds(set) + " is";
    case Measure::rate: {
      const std::string least =
          rule_.when.more_than ? "meer dan " + number(q, true) : number(q, true) + " of meer";
      const std::string most =
          rule_.when.below ? fmt::format(", maar minder dan {},", number(*rule_.when.below, true)) : "";
      return fmt::format("{}{} van de lestijd {} is", least, most, kinds(set));
    }
    case Measure::hours:
    case Measure::lessons:
      return "samen " + amount(q, of) + " " + kinds(set) + " is";
    case Measure::days:
      return "op " + amount(q, of) + " " + kinds(set) + " is";
    default:
      return amount(q, of) + " " + kinds(set) + " is";
  }
}

std::string Dutch::concentrated() const {
  const Concentrated& c = *rule_.when.concentrated;
  std::string what;
  if (c.by_weekday) {
    std::vector<std::string> days;
    for (int day : c.together) days.emplace_back(weekdays[static_cast<std::size_t>(day)]);
    const std::string which = days.empty() ? "op dezelfde weekdag" : "op een " + enumerate(days, "of");
    what = fmt::format("{} {} keer of vaker ten minste de helft van de lestijd mist", which,
                       words_of(c.at_least));
  } else {
    what = fmt::format("{} lessen of meer van hetzelfde vak mist", words_of(c.at_least));
  }
  const std::string group = c.by_weekday ? "die dagen" : "de lessen van dat vak";
  if (c.of_scheduled > 0)
    what += fmt::format(", en dat {} of meer van {} is", percentage(c.of_scheduled, ','), group);
  if (c.rest_below < 1000000)
    what += fmt::format(", en van de andere {} minder dan {}", c.by_weekday ? "dagen" : "lessen",
                        percentage(c.rest_below, ','));
  if (c.p_below < 1)
    what += fmt::format(", en de kans dat dit toeval is kleiner is dan {}",
                        percentage(static_cast<std::int64_t>(c.p_below * 1e6 + 0.5), ','));
  return what;
}

std::string Dutch::rising() const {
  const Rising& r = *rule_.when.rising;
  const std::string high = percentage(r.at_least, ','), ratio = plain_number(r.ratio, ',');
  if (r.last > 0)
    return fmt::format(
        "in de laatste {} lesweken daarvan {} of meer van de lestijd {} is, en dat ten minste {} keer zo "
        "veel is als "
        "in de lesweken daarvoor",
        words_of(r.last), high, kinds(rule_.count.kinds), ratio);
  return fmt::format(
      "steeds vaker {} is: van het ene blok van {} lesweken op het volgende wordt het nooit minder, in het "
      "laatste "
      "blok is het {} of meer van de lestijd, en dat is ten minste {} keer zo veel als in het eerste blok",
      kinds(rule_.count.kinds), words_of(rule_.window.length / r.blocks), high, ratio);
}

std::string Dutch::mix() const {
  std::vector<std::string> parts;
  for (const MixPart& part : rule_.when.mix)
    parts.push_back(part.of == Measure::concerns ? "aanleiding geeft tot " + amount(part.at_least, part.of)
                                                 : counted(part.at_least, part.of, part.kinds));
  return enumerate(parts, "en");
}

/// From `als` up to `dan`.
std::string Dutch::condition(const Quantity* rung) const {
  if (rule_.count.of == Measure::concerns && rung != nullptr)
    return fmt::format("als {} over een {} {} is gemeld", window(), pupil(),
                       amount(*rung, Measure::concerns));
  std::string text = "als een " + pupil();
  if (const std::string when = window(); !when.empty()) text += " " + when;
  if (rule_.when.concentrated) return text + " " + concentrated();
  if (rule_.when.rising) return text + " " + rising();
  if (!rule_.when.mix.empty()) return text + " " + mix();
  text += " " + counted(*rung, rule_.count.of, rule_.count.kinds);
  if (rule_.when.share_of_days > 0)
    text += fmt::format(", en dat op {} of meer van de schooldagen in die tijd",
                        percentage(rule_.when.share_of_days, ','));
  return text;
}

/// What is done, from the verb on.
std::string Dutch::act(std::size_t rung) const {
  const std::string id = rule_.then.step.empty() ? "" : for_rung(rule_.then.step, rung);
  if (id.empty()) return "is dat een signaal voor de school";
  const StepName step = named_step(id, steps_);
  const std::string who = step.role.empty() ? "de school" : "de " + step.label, whom = "de " + pupil();
  if (id == "contact") return fmt::format("neemt {} contact op met {}, of met de ouders", who, whom);
  if (id == "mentorgesprek") return fmt::format("praat {} met {}", who, whom);
  if (id == "waarschuwing")
    return fmt::format("stuurt {} een brief aan {}, bij minderjarigen ook aan de ouders", who, whom);
  if (id == "jeugdarts") return "vraagt de school advies aan de jeugdarts";
  if (id == "vroege-actie")
    return fmt::format("gaat {} samen met {} na wat er speelt en wat er nodig is", who, whom);
  if (id == "knooppunt")
    return fmt::format("organiseert {} een knooppunt: een gesprek met {}, de ouders en wie kan helpen", who,
                       whom);
  if (id == "preventiegesprek")
    return fmt::format("nodigt de preventiemedewerker van de gemeente {} uit", whom);
  if (id == "gemeentegesprek") return fmt::format("praat de gemeente waar {} woont met {}", whom, whom);
  if (id != "melding") return fmt::format("volgt de stap \u2018{}\u2019", step.title);
  const std::string melding = rule_.then.melding.empty() ? "" : for_rung(rule_.then.melding, rung);
  const std::string as = melding == "16-uur"   ? " als 16-uursverzuim"
                         : melding == "lrv"    ? " als langdurig relatief verzuim"
                         : melding == "luxe"   ? " als luxeverzuim"
                         : melding == "overig" ? " als overig verzuim"
                         : melding == "18plus" ? " als verzuim van 18-plussers"
                                               : "";
  return fmt::format("meldt de school dit{} in het verzuimregister van DUO", as);
}

std::string Dutch::term(std::size_t rung) const {
  if (rule_.then.within.empty()) return {};
  const Term& t = for_rung(rule_.then.within, rung);
  if (t.n == 0) return ", nog dezelfde dag";
  const std::string unit = t.unit == TermUnit::working_days  ? "werkdag"
                           : t.unit == TermUnit::school_days ? "schooldag"
                                                             : "dag";
  return t.n == 1 ? fmt::format(", binnen één {}", unit)
                  : fmt::format(", binnen {} {}en", words_of(t.n), unit);
}

void Dutch::main_sentence() {
  const auto& rungs = rule_.when.at_least;
  const Quantity* first = rungs.empty() ? nullptr : &rungs.front();
  out_.add(fmt::format("{}, dan {}{}", condition(first), act(0), term(0)));
  for (std::size_t i = 1; i < rungs.size(); ++i)
    out_.add(fmt::format("bij {} {}{}",
                         rule_.count.of == Measure::rate       ? number(rungs[i], true) + " of meer"
                         : rule_.count.of == Measure::run_days ? run_length(rungs[i])
                                                               : amount(rungs[i], rule_.count.of),
                         act(i), term(i)));
}

std::string dutch_sentence(const Rule& rule, const std::vector<StepName>& steps) {
  return Dutch(rule, steps).text();
}

}  // namespace verzuim
