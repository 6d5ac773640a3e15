#pragma once

#include <string>
#include <vector>

#include "core/time.hpp"
#include "record/exposure.hpp"
#include "record/names.hpp"
#include "record/row_digest.hpp"
#include "record/rows.hpp"

namespace cupola {

/// Takes down what happens in one replicate: every row goes into the digest, and is kept where a run file is
/// wanted. The digest holds names instead of ids and time from the scenario's start; truth rows, those of
/// registration and those of moves are not part of it.
class Log {
 public:
  Log(const Names& names, Time start, bool keep_rows);

  void add(const PlotRow& row);
  void add(const TrackRow& row);
  void add(const DecisionRow& row);
  void add(const OrderRow& row);
  void add(const ShotRow& row);
  void add(const RoundRow& row);
  void add(const AssessmentRow& row);
  void add(const OutcomeRow& row);
  void add(const TruthRow& row);
  void add(const BearingRow& row);
  void add(const RegistrationRow& row);
  void add(const ReadinessRow& row);
  void add(const MoveRow& row);
  void add(const StrikeRow& row);
  void add(const AssetRow& row);

  std::string digest() const { return digest_.hex(); }
  bool keeps_rows() const { return keep_rows_; }

  // Kept rows, in the order in which things happened.
  std::vector<PlotRow> plots;
  std::vector<TrackRow> tracks;
  std::vector<DecisionRow> decisions;
  std::vector<OrderRow> orders;
  std::vector<ShotRow> shots;
  std::vector<RoundRow> rounds;
  std::vector<AssessmentRow> assessments;
  std::vector<OutcomeRow> outcomes;
  std::vector<TruthRow> truth;
  std::vector<BearingRow> bearings;
  std::vector<RegistrationRow> registrations;
  std::vector<ReadinessRow> readiness;
  std::vector<MoveRow> moves;
  std::vector<StrikeRow> strikes;
  std::vector<AssetRow> assets;

  // Where a scenario asks for it; sums over rows, and no part of the digest.
  std::vector<ExposureRow> exposures;
  std::vector<ExposedFlight> exposed_flights;

 private:
  const Names* names_;
  Time start_;
  bool keep_rows_;
  mutable RowDigest digest_;  // asking brings it up to date
};

}  // namespace cupola
