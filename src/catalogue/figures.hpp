#pragma once

#include <concepts>
#include <functional>
#include <string>

#include "catalogue/catalogue.hpp"
#include "catalogue/fields.hpp"

/// Everything that is asked of all figures of a record at once, whatever the record.
namespace cupola {

/// A figure where it stands: its name with dots (`kill_probability.drone`, `behaviours[2].given_friend`),
/// what it measures, which end is worse.
struct FigureSite {
  std::string name;
  Field field;
  Measure measure;
  Worse worse;
};

/// Calls `take` on every figure that has a record, in the order of declaration.
void for_each_figure_of(const Declaration& declaration,
                        const std::function<void(const FigureSite&, Figure&)>& take);

/// The same for a type of the catalogue; `take(site, figure)` or `take(name, figure)`.
template <class Record, class Take>
void for_each_figure(Record& record, const Take& take) {
  for_each_figure_of([&record](FieldVisitor& v) { declare(v, record); },
                     [&take](const FigureSite& site, Figure& figure) {
                       if constexpr (std::invocable<Take, const FigureSite&, Figure&>) {
                         take(site, figure);
                       } else {
                         take(site.name, figure);
                       }
                     });
}

/// The value that a figure has in a mode: advertised (best where the maker is silent), best or what is drawn, the worse
/// end, or planned (best, whatever is drawn).
double value_in_mode(const Figure& figure, FigureMode mode, Worse worse);

/// Puts the figures of a record into a mode.
template <class Record>
void set_mode(Record& record, FigureMode mode) {
  for_each_figure(record, [mode](const FigureSite& site, Figure& figure) {
    figure.value = value_in_mode(figure, mode, site.worse);
  });
}
/// Platforms fill the bands that no file gives once more.
void set_mode(PlatformType& platform, FigureMode mode);
/// Everything of a catalogue.
void set_mode(Catalogue& catalogue, FigureMode mode);

/// On whose word the value stands that a figure has in a mode: the maker's, where that is in force; an end of
/// an interval is our judgement, whoever gave the value.
void add(StatusCounts& counts, const Figure& figure, FigureMode mode, Worse worse);
StatusCounts operator+(const StatusCounts& a, const StatusCounts& b);
/// `210 figures: 40 asserted (35 from memory), 5 derived, 165 assumed`.
std::string counts_text(const StatusCounts& counts);

/// On whose word the figures of a record stand.
template <class Record>
StatusCounts count(const Record& record, FigureMode mode = FigureMode::best) {
  StatusCounts counts;
  Record copy = record;  // a visitor may change what it visits; this one does not
  for_each_figure(copy,
                  [&](const FigureSite& site, Figure& figure) { add(counts, figure, mode, site.worse); });
  return counts;
}
StatusCounts count(const Catalogue& catalogue);

}  // namespace cupola
