#include "catalogue/figures.hpp"

#include <fmt/format.h>

namespace cupola {
namespace {

/// The visitor that hands out figures under their dotted names.
class FigureWalk : public FieldVisitor {
 public:
  explicit FigureWalk(const std::function<void(const FigureSite&, Figure&)>& take) : take_(take) {}

  void figure(const Field& field, const Measure& measure, Worse worse, Figure& figure) override {
    if (figure.has_record()) take_({prefix_ + field.name, field, measure, worse}, figure);
  }
  void nested(const Field& field, const Declaration& declaration) override {
    descend(field.name, declaration);
  }

 protected:
  void listed(const Field& field, const ListAccess& list) override {
    for (std::size_t i = 0; i < list.size(); ++i) {
      descend(fmt::format("{}[{}]", field.name, i), [&](FieldVisitor& v) { list.element(v, i); });
    }
  }
  void mapped(const Field& field, const MapAccess& map) override {
    for (const std::string& name : map.names()) {
      descend(fmt::format("{}.{}", field.name, name), [&](FieldVisitor& v) { map.element(v, name); });
    }
  }

 private:
  void descend(const std::string& name, const Declaration& declaration) {
    const std::size_t before = prefix_.size();
    prefix_ += name + ".";
    declaration(*this);
    prefix_.resize(before);
  }

  const std::function<void(const FigureSite&, Figure&)>& take_;
  std::string prefix_;
};

/// Calls `act` on every record of the catalogue that has figures.
template <class AnyCatalogue, class Act>
void for_each_record(AnyCatalogue& catalogue, const Act& act) {
  for (auto& [name, record] : catalogue.radars) act(record);
  for (auto& [name, record] : catalogue.interceptors) act(record);
  for (auto& [name, record] : catalogue.launchers) act(record);
  for (auto& [name, record] : catalogue.command_posts) act(record);
  for (auto& [name, record] : catalogue.platforms) act(record);
  for (auto& [name, record] : catalogue.doctrines) act(record);
  for (auto& [name, record] : catalogue.systems) act(record);
  for (auto& [name, record] : catalogue.grounds) act(record);
  for (auto& [name, record] : catalogue.passive_sensors) act(record);
  for (auto& [name, record] : catalogue.readiness) act(record);
  for (auto& [name, record] : catalogue.data_links) act(record);
  for (auto& [name, record] : catalogue.kill_tables) act(record);
}

}  // namespace

void for_each_figure_of(const Declaration& declaration,
                        const std::function<void(const FigureSite&, Figure&)>& take) {
  FigureWalk walk(take);
  declaration(walk);
}

double value_in_mode(const Figure& figure, FigureMode mode, Worse worse) {
  switch (mode) {
    case FigureMode::advertised:
      return figure.advertised.value_or(figure.best);
    case FigureMode::best:
      return figure.drawn.value_or(figure.best);
    case FigureMode::planned:
      return figure.best;
    case FigureMode::low:
      return worse == Worse::lower ? figure.low : worse == Worse::higher ? figure.high : figure.best;
  }
  return figure.best;
}

void set_mode(PlatformType& platform, FigureMode mode) {
  set_mode<PlatformType>(platform, mode);
  fill_missing_bands(platform);
}

void set_mode(Catalogue& catalogue, FigureMode mode) {
  for_each_record(catalogue, [mode](auto& record) { set_mode(record, mode); });
}

void add(StatusCounts& counts, const Figure& figure, FigureMode mode, Worse worse) {
  const bool maker = mode == FigureMode::advertised && figure.advertised;
  const bool end = mode == FigureMode::low && value_in_mode(figure, mode, worse) != figure.best;
  const FigureStatus status = maker ? FigureStatus::asserted : end ? FigureStatus::assumed : figure.status;
  const Claimant claimant = maker ? figure.advertised_claimant : figure.claimant;
  counts.asserted += status == FigureStatus::asserted;
  counts.derived += status == FigureStatus::derived;
  counts.assumed += status == FigureStatus::assumed;
  counts.remembered += status == FigureStatus::asserted && claimant == Claimant::memory;
}

StatusCounts operator+(const StatusCounts& a, const StatusCounts& b) {
  return {a.asserted + b.asserted, a.derived + b.derived, a.assumed + b.assumed, a.remembered + b.remembered};
}

std::string counts_text(const StatusCounts& counts) {
  const std::string memory = counts.remembered > 0 ? fmt::format(" ({} from memory)", counts.remembered) : "";
  return fmt::format("{} figures: {} asserted{}, {} derived, {} assumed", counts.all(), counts.asserted,
                     memory, counts.derived, counts.assumed);
}

StatusCounts count(const Catalogue& catalogue) {
  StatusCounts all;
  for_each_record(catalogue, [&all](const auto& record) { all = all + count(record); });
  return all;
}

}  // namespace cupola
