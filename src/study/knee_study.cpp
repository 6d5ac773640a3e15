#include "study/knee_study.hpp"

#include <algorithm>
#include <map>

#include "core/check.hpp"
#include "study/tally.hpp"

namespace cupola {

namespace {

using Values = std::vector<std::optional<double>>;

std::size_t knee_factor(const StudyFile& file) {
  const auto at = std::find_if(file.factors.begin(), file.factors.end(),
                               [&](const FactorFile& f) { return f.name == file.knee.name(); });
  CUPOLA_CHECK(at != file.factors.end());
  return static_cast<std::size_t>(at - file.factors.begin());
}

/// One search for each combination of the other levels, in the order of the points.
std::vector<KneeAnswer> searches(const Study& study) {
  const std::size_t factor = knee_factor(study.file);
  std::map<std::vector<std::size_t>, std::vector<std::size_t>> by_others;
  for (std::size_t point = 0; point < study.points.size(); ++point) {
    std::vector<std::size_t> others = study.points[point].levels;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(factor));
    by_others[others].push_back(point);
  }
  std::vector<KneeAnswer> all;
  for (auto& [others, points] : by_others) all.push_back({std::move(points), factor, {}, {}, {}});
  return all;
}

/// The measure of the knee at one point.
const ReplicateMeasure& measure_at(const Study& study, std::size_t point) {
  const auto& measures = study.measures[point];
  const auto at = std::find_if(measures.begin(), measures.end(),
                               [&](const auto& m) { return column_name(m) == study.file.knee.measure; });
  CUPOLA_CHECK(at != measures.end());
  return *at;
}

class Search {
 public:
  Search(const Study& study, StudyStore& store, KneeAnswer& answer, std::uint64_t replicates)
      : study_(study), store_(store), answer_(answer), values_(answer.points.size()) {
    const KneeFile& knee = study.file.knee;
    question_ = {answer.points.size(), knee.level, knee.way == KneeWay::falls, replicates};
    data_.values = [this](std::size_t size) -> std::span<const std::optional<double>> {
      return values(size);
    };
    data_.interval = [this](std::size_t size, const Moments& moments, double confidence) {
      return interval_of(measure_at(study_, answer_.points[size]), moments, confidence);
    };
  }

  const std::optional<Knee::Wanted>& seek() {
    answer_.knee = seek_knee(question_, data_);
    return answer_.knee.wanted;
  }

  void add_means() {
    for (const std::size_t size : answer_.knee.visited) {
      Moments moments;
      for (const auto& value : values(size))
        if (value) moments.add(*value);
      answer_.means.push_back(data_.interval(size, moments, 0.95));
      answer_.replicates.push_back(moments.count);
    }
  }

 private:
  /// Read again where more has been played.
  const Values& values(std::size_t size) {
    const std::size_t point = answer_.points[size];
    if (values_[size].size() < store_.done(point))
      values_[size] = store_.values(point, study_.file.knee.measure);
    return values_[size];
  }

  const Study& study_;
  StudyStore& store_;
  KneeAnswer& answer_;
  KneeQuestion question_;
  KneeData data_;
  std::vector<Values> values_;  // by size
};

}  // namespace

bool conduct_knee(const Study& study, StudyStore& store, const StudyOrder& order,
                  const StudyListener& listener) {
  std::uint64_t played = 0;
  for (KneeAnswer& answer : searches(study)) {
    Search search(study, store, answer, order.replicates);
    while (const std::optional<Knee::Wanted> wanted = search.seek()) {
      StudyOrder part = order;
      part.only = answer.points[wanted->size];
      part.replicates = wanted->replicates;
      StudyListener each = listener;
      if (listener.progress) each.progress = [&](std::uint64_t now) { listener.progress(played + now); };
      const std::uint64_t before = store.done(*part.only);
      if (!conduct(study, store, part, each)) return false;
      played += store.done(*part.only) - before;
    }
  }
  return true;
}

std::vector<KneeAnswer> knees_of(const Study& study, StudyStore& store, std::uint64_t replicates) {
  std::vector<KneeAnswer> all = searches(study);
  for (KneeAnswer& answer : all) {
    Search search(study, store, answer, replicates);
    search.seek();
    search.add_means();
  }
  return all;
}

std::uint64_t most_of_knee(const Study& study, const StudyOrder& order) {
  const std::size_t sizes = study.file.factors[knee_factor(study.file)].levels.size();
  std::uint64_t steps = 0;
  for (std::size_t answers = 1; answers < sizes + 1; answers *= 2) ++steps;
  return study.points.size() / sizes * std::min<std::uint64_t>(3 * steps, sizes) * order.replicates;
}

}  // namespace cupola
