#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/database.hpp"
#include "study/store_rows.hpp"
#include "study/study.hpp"

namespace cupola {

/// What is kept of one replicate.
struct StoreRow {
  std::uint64_t replicate = 0;
  std::string digest;
  std::vector<std::optional<double>>
      values;           ///< by the point's measures; none: it was not there to be measured
  std::string failure;  ///< what it broke; then it has neither digest nor values
};

/// A replicate that failed, as the store keeps it.
struct StoredFailure {
  std::size_t point = 0;
  std::uint64_t replicate = 0;
  std::string what, command;  ///< what it broke; what plays it again
};

/// Who made it: what a resumed study must share with what started it.
struct StoreMaker {
  std::string version, compiler;
};

/// A study's results as an SQLite file, one row a replicate (docs/studies.md is the layout). What add() has returned
/// from survives the death of this process at any instant; of a power cut, the last seconds may be lost, no more.
/// Model      write-ahead log, one transaction an add(); one process at a time, by an advisory lock beside the file
/// Checked by tests/store.cpp, tests/chain/study_store.cpp
class StudyStore {
 public:
  /// Begins the store at `path`, or takes up the one that is there. Read error() and refusal() before anything else.
  StudyStore(const std::string& path, const Study& study, const StoreMaker& maker);
  /// What the store at `path` holds of these points and measures, to be read alone: no lock, nothing written.
  StudyStore(const std::string& path, const Study& study);
  ~StudyStore();
  StudyStore(const StudyStore&) = delete;
  StudyStore& operator=(const StudyStore&) = delete;

  /// What SQLite or the system said; empty: all is well. After an error nothing more is written.
  std::string error() const;
  /// Why a store that is there cannot be taken up: what differs; empty: it can.
  const std::string& refusal() const { return refusal_; }

  /// Replicates that were played, from 0 on without a gap, and how many of them failed.
  std::uint64_t done(std::size_t point) const { return done_[point]; }
  std::uint64_t failed(std::size_t point) const { return failed_[point]; }
  std::vector<StoredFailure> failures();
  /// The next rows of a point, without a gap, whole or not at all.
  void add(std::size_t point, const std::vector<StoreRow>& rows);

  /// The replicates of a point in their order, one at a time, with these of its measures.
  StoreRows rows(std::size_t point, const std::vector<std::string>& columns);
  /// All values of one measure of a point, by replicate, none where it failed or was not there to be measured; empty
  /// where the point has no such measure.
  std::vector<std::optional<double>> values(std::size_t point, const std::string& column);
  /// Of all digests, by point and replicate: the same for any number of workers and stops.
  std::string digest();
  /// Folds the log into the one file.
  bool close();

 private:
  void name_columns(const Study& study);
  void lock(const std::string& path);
  void lay_out(const Study& study, const StoreMaker& maker);
  void write_inputs(const Study& study, const StoreMaker& maker);
  void write_design(const Study& study);
  std::string difference(const Study& study, const StoreMaker& maker);
  void count_done();
  void add_failure(std::size_t point, const StoreRow& row);
  std::string replay_command(std::size_t point, std::uint64_t replicate) const;

  std::string path_, refusal_, system_error_;
  int lock_ = -1;
  std::int64_t seed_ = 0;
  std::optional<Database> database_;
  std::vector<std::vector<std::string>> columns_;  ///< by point and measure
  std::vector<std::uint64_t> done_, failed_;       ///< by point
};

/// The numbers that `PRAGMA user_version` and `PRAGMA application_id` of a store carry.
inline constexpr int kStoreVersion = 2;
inline constexpr int kStoreApplication = 0x43555053;  // CUPS

/// Opens what may be finished or still being filled, without writing beside what is finished.
Database open_store(const std::string& path);

/// Whether there is a store of any version at this path.
bool is_study_store(const std::string& path);

}  // namespace cupola
