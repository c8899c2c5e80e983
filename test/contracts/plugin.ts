import { expect } from 'chai';
import { pluginFaults } from '../../server/assessment/question-types/check-plugin.ts';
import { pluginKit, type QuestionPluginModule } from '../../server/assessment/question-types/plugin-kit.ts';
import { questionTypeContract } from './question-type.ts';

export { questionTypeContract };

/** What a plug-in keeps to: `import { pluginContract } from 'bimtek/contracts'; pluginContract('mine', mine)`. */
export function pluginContract(name: string, module: QuestionPluginModule): void {
  const plugin = module(pluginKit);
  describe(`plug-in ${name}`, () => {
    it('has what a plug-in needs, with sound examples and templates', () => expect(pluginFaults(plugin)).to.deep.equal([]));
  });
  for (const { type } of plugin.questionTypes) questionTypeContract(type.type, type);
}
