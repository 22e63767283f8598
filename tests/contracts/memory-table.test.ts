import { makeMemoryTable } from '../support/memory-table.js';
import { tableContract } from './table-contract.js';

const table = makeMemoryTable();

tableContract('the table of the tests', async () => table.send);
