// SPDX-License-Identifier: EUPL-1.2
// node duckdb.js DATABASE THREADS STATEMENT...: runs the statements through the package @duckdb/node-api.
const { DuckDBInstance } = require('@duckdb/node-api');

async function main([database, threads, ...statements]) {
  const instance = await DuckDBInstance.create(database, { threads });
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

main(process.argv.slice(2)).catch((error) => {
  console.error(String(error));
  process.exit(1);
});
