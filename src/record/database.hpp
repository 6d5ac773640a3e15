#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace cupola {

/// One prepared statement of an SQLite file.
class Statement {
 public:
  Statement(Statement&&) noexcept = default;

  /// Binds the next parameter, from left to right; NULL for an empty optional is bind_null().
  Statement& bind(std::int64_t value);
  Statement& bind(double value);
  Statement& bind(std::string_view value);
  Statement& bind_null();

  /// True while there is a row. After the last row, or for a statement without rows, the statement can be
  /// bound anew.
  bool step();
  void run();  ///< step to the end

  std::int64_t integer(int column) const;
  double number(int column) const;
  std::string text(int column) const;
  bool null(int column) const;

 private:
  friend class Database;
  explicit Statement(sqlite3_stmt* statement);
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int bound_ = 0;
};

/// An SQLite file. Failures (disk full, not a database, locked) are kept as a message: check ok() after a
/// group of calls.
class Database {
 public:
  static Database create(const std::string& path);  ///< a new file, in WAL mode
  static Database open(const std::string& path);    ///< an existing one, for reading
  ~Database();
  Database(Database&&) noexcept;

  bool ok() const { return error_.empty(); }
  const std::string& error() const { return error_; }
  void execute(const char* sql);
  Statement prepare(const char* sql);
  bool close();  ///< false if what was written is not safely on disk

 private:
  Database() = default;
  void note();
  sqlite3* handle_ = nullptr;
  std::string error_;
};

}  // namespace cupola
